import type { MiddlewareObj } from '@middy/core';
import type { ClaimConfig } from '#shared/config';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { type Rights, rightsOf } from '#shared/middleware/rights';
import type { RequestInProgress } from '#shared/request';

/**
 * Allows a caller with claims to act only for itself, unless its scopes allow more. Callers that AWS policies allow are
 * trusted. It runs before any call to Chat, so a rejection reveals nothing about other users.
 */
export const authorise = ({ access }: Api, config: ClaimConfig): MiddlewareObj<RequestInProgress> => {
  const { userClaim, scopes } = config;

  const refusalOf = (rights: Rights, checked: Readonly<Record<string, unknown>>): string | undefined => {
    if (rights.isAdmin) return undefined;
    if ('scope' in access) {
      const needed = [...new Set([scopes[access.scope], scopes.admin])].join(' or ');
      return rights.has(access.scope) ? undefined : `The token needs the scope ${needed}.`;
    }
    return rights.user !== undefined && rights.user === checked[access.user]
      ? undefined
      : `${access.user} must be the caller (claim ${userClaim}), or the token needs the scope ${scopes.admin}.`;
  };

  return {
    before: ({ event: { caller, checked } }) => {
      if (caller.kind === 'trusted') return;
      const refusal = refusalOf(rightsOf(caller.kind === 'user' ? caller.claims : {}, config), checked);
      if (refusal !== undefined) throw new Failure('Forbidden', refusal);
    },
  };
};
