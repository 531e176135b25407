import type { MiddlewareObj } from '@middy/core';
import { userId } from '#shared/chat/schemas';
import type { ClaimConfig } from '#shared/config';
import type { Api } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';
import { check } from '#shared/failures/faults';
import type { VerifyToken } from '#shared/middleware/load-balancer-token';
import { rightsOf } from '#shared/middleware/rights';
import type { Caller, Claims, RequestInProgress } from '#shared/request';

const refusals = {
  unknown: 'Sign the request (SigV4) or send a token: the route has to have an authoriser.',
  token: 'No load balancer is trusted here: the deployment has to name it (loadBalancerArn).',
  identityPool:
    'AWS credentials of an identity pool belong to users of an app, or to its guests. Let the app send a token instead.',
} as const;

/** How callers are identified. */
export interface AuthenticationOptions {
  readonly api: Pick<Api, 'access'>;
  readonly claims: ClaimConfig;
  /** Without it, no load balancer is believed. */
  readonly verifyToken?: VerifyToken | undefined;
}

/**
 * Finds out who asks, and refuses a request that no authoriser has let in. Nothing switches this off: an open route stays
 * shut.
 */
export const authenticate = ({
  api: { access },
  claims: config,
  verifyToken,
}: AuthenticationOptions): MiddlewareObj<RequestInProgress> => {
  const identify = async (caller: Caller): Promise<Caller> => {
    switch (caller.kind) {
      case 'token':
        if (!verifyToken) throw new Failure('Unauthorized', refusals.token);
        return { kind: 'user', claims: await verifyToken(caller.token) };
      case 'identity-pool':
        throw new Failure('Forbidden', refusals.identityPool);
      case 'unknown':
        throw new Failure('Unauthorized', refusals.unknown);
      default:
        return caller;
    }
  };

  /** Without this, the same id in the request would be refused first, as too long, and nothing would say why. */
  const refuseUnfitClaim = (claims: Claims): void => {
    const { user, isAdmin } = rightsOf(claims, config);
    if (isAdmin || user === undefined || 'scope' in access || 'value' in check(userId, user)) return;
    const size = Buffer.byteLength(user);
    throw new Failure(
      'Forbidden',
      `The claim ${config.userClaim} has ${size} bytes and a user id of Chat at most 32: name another claim (userClaim).`,
    );
  };

  return {
    before: async (request) => {
      const caller = await identify(request.event.caller);
      request.event = { ...request.event, caller };
      if (caller.kind === 'user') refuseUnfitClaim(caller.claims);
    },
  };
};
