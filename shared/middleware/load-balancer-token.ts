import { AlbJwksCache } from 'aws-jwt-verify/alb-cache';
import { AlbJwtVerifier } from 'aws-jwt-verify/alb-verifier';
import {
  AlbJwtInvalidSignerError,
  FetchError,
  JwtExpiredError,
  JwtInvalidSignatureError,
  NonRetryableFetchError,
  ParameterValidationError,
} from 'aws-jwt-verify/error';
import { Failure } from '#shared/failures/failure';
import type { Claims } from '#shared/request';

/**
 * Verifies the token that a load balancer adds for a user that it has signed in, and reads its claims.
 *
 * @throws {Failure} `Unauthorized` if the token is not valid, `CredentialsUnavailable` if its key cannot be fetched,
 * `Misconfigured` if the ARN is not that of a load balancer
 */
export type VerifyToken = (token: string) => Promise<Claims>;

/** How to verify tokens. */
export interface TokenVerifierOptions {
  /** The ARN of the trusted load balancer. */
  readonly loadBalancerArn: string;
  /** Fetches a public key. Default: over the internet. */
  readonly fetchKey?: (url: string) => Promise<ArrayBuffer>;
}

/** The address of the public keys outside the commercial regions, which `aws-jwt-verify` does not know. */
const keysUrlOf = (arn: string): { readonly jwksUri?: string } => {
  const [, partition, , region] = arn.split(':');
  if (partition === 'aws-cn') return { jwksUri: `https://public-keys.auth.elb.${region}.amazonaws.com.cn` };
  if (partition === 'aws-us-gov') {
    return { jwksUri: `https://s3-${region}.amazonaws.com/aws-elb-public-keys-prod-${region}` };
  }
  return {};
};

const createVerifier = ({ loadBalancerArn: albArn, fetchKey }: TokenVerifierOptions) => {
  const jwksCache = new AlbJwksCache(fetchKey && { fetcher: { fetch: fetchKey } });
  return AlbJwtVerifier.create({ albArn, issuer: null, clientId: null, ...keysUrlOf(albArn) }, { jwksCache });
};

/** Says why a token was rejected, without the library's message, which quotes the token. */
const failureOf = (error: unknown): Failure => {
  const rejected = (reason: string) =>
    new Failure('Unauthorized', `The load balancer's token ${reason}.`, { cause: error });
  if (error instanceof ParameterValidationError) {
    const action = 'Set CHAT_LOAD_BALANCER_ARN to the ARN of the load balancer.';
    return new Failure('Misconfigured', 'CHAT_LOAD_BALANCER_ARN is not the ARN of a load balancer.', {
      action,
      cause: error,
    });
  }
  if (error instanceof JwtExpiredError) return rejected('has expired');
  if (error instanceof AlbJwtInvalidSignerError)
    return rejected('is from a load balancer that this deployment does not trust');
  if (error instanceof JwtInvalidSignatureError) return rejected('has an invalid signature');
  if (error instanceof NonRetryableFetchError && /Status code is 40[34]/.test(error.message)) {
    return rejected('names a key that does not exist');
  }
  if (error instanceof FetchError) {
    return new Failure('CredentialsUnavailable', 'The public key of the load balancer cannot be fetched.', {
      cause: error,
    });
  }
  return rejected('is malformed');
};

/**
 * Creates the verifier of the tokens in `x-amzn-oidc-data`. All load balancers of a region sign with the same keys, so
 * the verifier also checks that the token's `signer` is the trusted load balancer. It accepts a token from any listener,
 * client id or issuer of that load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export const createTokenVerifier = (options: TokenVerifierOptions): VerifyToken => {
  let verifier: ReturnType<typeof createVerifier> | undefined;
  return async (token) => {
    try {
      // Created here, so that an ARN of something else fails the requests and not the start of the function.
      verifier ??= createVerifier(options);
      return { ...(await verifier.verify(token)) };
    } catch (error) {
      throw failureOf(error);
    }
  };
};
