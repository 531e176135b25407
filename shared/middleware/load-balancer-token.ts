import { Failure } from '#shared/failures/failure';
import type { Claims } from '#shared/request';

/**
 * Verifies the token that a load balancer adds for a user that it has signed in, and reads its claims.
 *
 * @throws {Failure} `Unauthorized` for a token that is not to be trusted, `CredentialsUnavailable` while the key cannot be
 * fetched, `Misconfigured` where the ARN is none
 */
export type VerifyToken = (token: string) => Promise<Claims>;

/** What a token is verified with. */
export interface TokenVerifierOptions {
  /** The ARN of the one load balancer that is trusted. */
  readonly loadBalancerArn: string;
  /** Fetches a public key, instead of over the internet. */
  readonly fetchKey?: (url: string) => Promise<ArrayBuffer>;
}

/** Where load balancers publish their keys outside the commercial regions; `aws-jwt-verify` knows only those. */
const keysUrlOf = (arn: string): { readonly jwksUri?: string } => {
  const [, partition, , region] = arn.split(':');
  if (partition === 'aws-cn') return { jwksUri: `https://public-keys.auth.elb.${region}.amazonaws.com.cn` };
  if (partition === 'aws-us-gov') {
    return { jwksUri: `https://s3-${region}.amazonaws.com/aws-elb-public-keys-prod-${region}` };
  }
  return {};
};

const createVerifier = async ({ loadBalancerArn: albArn, fetchKey }: TokenVerifierOptions) => {
  const { AlbJwtVerifier } = await import('aws-jwt-verify');
  const { AlbJwksCache } = await import('aws-jwt-verify/alb-cache');
  const jwksCache = new AlbJwksCache(fetchKey && { fetcher: { fetch: fetchKey } });
  return AlbJwtVerifier.create({ albArn, issuer: null, clientId: null, ...keysUrlOf(albArn) }, { jwksCache });
};

/** Says in our words why a token was refused: the words of the library quote the token. */
const failureOf = async (error: unknown): Promise<Failure> => {
  const known = await import('aws-jwt-verify/error');
  const refused = (reason: string) =>
    new Failure('Unauthorized', `The load balancer's token ${reason}.`, { cause: error });
  if (error instanceof known.ParameterValidationError) {
    const action = 'Set CHAT_LOAD_BALANCER_ARN to the ARN of the load balancer.';
    return new Failure('Misconfigured', 'The ARN of the load balancer is none.', { action, cause: error });
  }
  if (error instanceof known.JwtExpiredError) return refused('has expired');
  if (error instanceof known.AlbJwtInvalidSignerError) return refused('is of a load balancer that is not trusted here');
  if (error instanceof known.JwtInvalidSignatureError) return refused('has a wrong signature');
  if (error instanceof known.NonRetryableFetchError && /Status code is 40[34]/.test(error.message)) {
    return refused('names a key that does not exist');
  }
  if (error instanceof known.FetchError) {
    return new Failure('CredentialsUnavailable', 'The public key of the load balancer cannot be fetched.', {
      cause: error,
    });
  }
  return refused('is none that a load balancer makes');
};

/**
 * Makes the verifier of the tokens in `x-amzn-oidc-data`. A load balancer signs them with keys of its region, so the token
 * of any other load balancer there has a right signature too: its `signer` has to be the one that is trusted.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export const createTokenVerifier = (options: TokenVerifierOptions): VerifyToken => {
  const verifier = createVerifier(options);
  // Who verifies a token hears of it.
  verifier.catch(() => undefined);
  return async (token) => {
    try {
      return { ...(await (await verifier).verify(token)) };
    } catch (error) {
      throw await failureOf(error);
    }
  };
};
