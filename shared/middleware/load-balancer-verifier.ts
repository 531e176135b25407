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
import type { FailureKind } from '#shared/failures/failure';

// This module becomes a file of its own in a deployment, and the handler is another. It imports only types of our own
// code: a class in both files would be two classes.

/** How to verify tokens. */
export interface VerifierOptions {
  /** The ARN of the trusted load balancer. */
  readonly loadBalancerArn: string;
  /** Fetches a public key. Default: over the internet. */
  readonly fetchKey?: (url: string) => Promise<ArrayBuffer>;
}

/** Why a token was not verified, for a `Failure`. */
export interface Rejection {
  readonly kind: FailureKind;
  readonly message: string;
  readonly action?: string;
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

/**
 * Creates the verifier of the tokens in `x-amzn-oidc-data`. All load balancers of a region sign with the same keys, so
 * the verifier also checks that the token's `signer` is the trusted load balancer. It accepts a token from any listener,
 * client id or issuer of that load balancer.
 *
 * @throws an error of `aws-jwt-verify` if the ARN is not that of a load balancer
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export const createVerifier = ({ loadBalancerArn: albArn, fetchKey }: VerifierOptions) => {
  const jwksCache = new AlbJwksCache(fetchKey && { fetcher: { fetch: fetchKey } });
  return AlbJwtVerifier.create({ albArn, issuer: null, clientId: null, ...keysUrlOf(albArn) }, { jwksCache });
};

const rejected = (reason: string): Rejection => ({
  kind: 'Unauthorized',
  message: `The load balancer's token ${reason}.`,
});

/** Says why a token was not verified, without the library's message, which quotes the token. */
export const rejectionOf = (error: unknown): Rejection => {
  if (error instanceof ParameterValidationError) {
    return {
      kind: 'Misconfigured',
      message: 'CHAT_LOAD_BALANCER_ARN is not the ARN of a load balancer.',
      action: 'Set CHAT_LOAD_BALANCER_ARN to the ARN of the load balancer.',
    };
  }
  if (error instanceof JwtExpiredError) return rejected('has expired');
  if (error instanceof AlbJwtInvalidSignerError) {
    return rejected('is from a load balancer that this deployment does not trust');
  }
  if (error instanceof JwtInvalidSignatureError) return rejected('has an invalid signature');
  if (error instanceof NonRetryableFetchError && /Status code is 40[34]/.test(error.message)) {
    return rejected('names a key that does not exist');
  }
  if (error instanceof FetchError) {
    return { kind: 'CredentialsUnavailable', message: 'The public key of the load balancer cannot be fetched.' };
  }
  return rejected('is malformed');
};
