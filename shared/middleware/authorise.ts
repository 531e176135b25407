import type { MiddlewareObj } from '@middy/core';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import type { Claims, RequestInProgress } from '#shared/request';

/** The scope that may act for every user and call every API. */
const adminScope = 'chat:admin';

/** The scopes in a claim: a list, or text in which blanks part them. API Gateway writes a list as `[a b]`. */
const wordsOf = (claim: unknown): readonly string[] => {
  if (Array.isArray(claim)) return claim.filter((word) => typeof word === 'string');
  return typeof claim === 'string' ? claim.replace(/^\[(.*)\]$/, '$1').split(/[\s,]+/) : [];
};

/** Issuers name the claim `scope` (RFC 8693) or `scp`. */
const scopesOf = ({ scope, scp }: Claims): readonly string[] => [...wordsOf(scope), ...wordsOf(scp)];

/**
 * Lets a caller with a token act for itself only, unless its scope allows more. Callers that AWS policies let in are
 * trusted. Runs after the request has been checked and before Chat is asked, so that a refusal tells nothing of a user.
 *
 * @param userClaim the claim that holds the caller's user id
 */
export const authorise = ({ access }: Api, userClaim: string): MiddlewareObj<RequestInProgress> => ({
  before: ({ event: { caller, checked } }) => {
    if (caller.kind === 'trusted') return;
    const claims = caller.kind === 'user' ? caller.claims : {};
    const scopes = scopesOf(claims);
    if (scopes.includes(adminScope)) return;
    if ('scope' in access) {
      if (scopes.includes(`chat:${access.scope}`)) return;
      throw new Failure('Forbidden', `The token needs the scope chat:${access.scope} or ${adminScope}.`);
    }
    const user = claims[userClaim];
    if (typeof user === 'string' && user !== '' && user === checked[access.user]) return;
    throw new Failure(
      'Forbidden',
      `${access.user} has to be the caller (${userClaim}), or the token needs ${adminScope}.`,
    );
  },
});
