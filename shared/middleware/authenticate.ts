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
  unknown: 'Sign the request (SigV4) or send a token. The route must have an authoriser.',
  token: 'This deployment trusts no load balancer. Set its parameter loadBalancerArn.',
  identityPool:
    'AWS credentials of an identity pool identify users or guests of an app, not a back end. Send a token instead.',
} as const;

/** How to identify callers. */
export interface AuthenticationOptions {
  readonly api: Pick<Api, 'access'>;
  readonly claims: ClaimConfig;
  /** Verifies the tokens of a load balancer; if left out, no load balancer is trusted. */
  readonly verifyToken?: VerifyToken | undefined;
}

/**
 * Identifies the caller, and rejects a request that no authoriser has checked. No setting turns this off, so a route
 * without an authoriser rejects every request.
 */
export const authenticate = ({
  api: { access },
  claims: config,
  verifyToken,
}: AuthenticationOptions): MiddlewareObj<RequestInProgress> => {
  const chatUserId = userId();

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

  /**
   * Without this check, the same id in the request is rejected as too long, and nothing names the claim as the cause.
   */
  const rejectLongClaim = (claims: Claims): void => {
    const { user, isAdmin } = rightsOf(claims, config);
    if (isAdmin || user === undefined || 'scope' in access || 'value' in check(chatUserId, user)) return;
    const size = Buffer.byteLength(user);
    throw new Failure(
      'Forbidden',
      `The claim ${config.userClaim} has ${size} bytes, but a Chat user id has at most 32. Set the parameter userClaim.`,
    );
  };

  return {
    before: async (request) => {
      const caller = await identify(request.event.caller);
      request.event = { ...request.event, caller };
      if (caller.kind === 'user') rejectLongClaim(caller.claims);
    },
  };
};
