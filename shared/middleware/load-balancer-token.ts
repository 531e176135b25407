import { Failure } from '#shared/failures/failure';
import type { VerifierOptions } from '#shared/middleware/load-balancer-verifier';
import type { Claims } from '#shared/request';

/**
 * Verifies the token that a load balancer adds for a user that it has signed in, and reads its claims.
 *
 * @throws {Failure} `Unauthorized` if the token is not valid, `CredentialsUnavailable` if its key cannot be fetched,
 * `Misconfigured` if the ARN is not that of a load balancer
 */
export type VerifyToken = (token: string) => Promise<Claims>;

/**
 * Creates what verifies the tokens in `x-amzn-oidc-data`. It starts to load the verifier at once, in Lambda's init phase.
 * A function without a load balancer never loads that file.
 */
export const createTokenVerifier = (options: VerifierOptions): VerifyToken => {
  const loading = import('#shared/middleware/load-balancer-verifier');
  const verifier = loading.then(({ createVerifier }) => createVerifier(options));
  // The call that verifies a token reports this error.
  verifier.catch(() => undefined);
  return async (token) => {
    try {
      return { ...(await (await verifier).verify(token)) };
    } catch (error) {
      const { kind, message, action } = (await loading).rejectionOf(error);
      throw new Failure(kind, message, { action, cause: error });
    }
  };
};
