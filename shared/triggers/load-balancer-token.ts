import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '#shared/clock';
import { isRecord } from '#shared/json/is-record';
import type { Claims } from '#shared/request';

/** Reads the token that a load balancer adds for a user whom it has signed in; `undefined` where it is not to be trusted. */
export type ReadLoadBalancerToken = (token: string | undefined) => Promise<Claims | undefined>;

/** What a token is verified with. */
export interface LoadBalancerTokenOptions {
  /** The ARN of the one load balancer that is trusted; without it no token is. */
  readonly loadBalancerArn: string | undefined;
  readonly clock: Clock;
  /** Where the public keys of load balancers are, instead of AWS's address for the region. */
  readonly keysUrl?: string | undefined;
}

const headerSchema = z.object({
  alg: z.literal('ES256'),
  kid: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  signer: z.string(),
  exp: z.number(),
});

/** Milliseconds. */
const keyTimeout = 2_000;

const parsePart = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

const fetchKey = async (url: string): Promise<KeyObject> => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(keyTimeout) });
  return createPublicKey(await response.text());
};

/**
 * Makes the reader of the tokens in `x-amzn-oidc-data`. A load balancer signs them with keys of its region, so the token
 * of any other load balancer there would pass too: its `signer` has to be the one that is trusted.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export const createLoadBalancerTokenReader = ({
  loadBalancerArn,
  clock,
  keysUrl = `https://public-keys.auth.elb.${loadBalancerArn?.split(':')[3]}.amazonaws.com`,
}: LoadBalancerTokenOptions): ReadLoadBalancerToken => {
  const keys = new Map<string, KeyObject>();

  const keyOf = async (kid: string): Promise<KeyObject> => {
    const key = keys.get(kid) ?? (await fetchKey(`${keysUrl}/${kid}`));
    keys.set(kid, key);
    return key;
  };

  const verifyToken = async (token: string): Promise<Claims | undefined> => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { kid, signer, exp } = headerSchema.parse(parsePart(header));
    if (signer !== loadBalancerArn || exp * 1_000 <= clock.now()) return undefined;
    const key = { key: await keyOf(kid), dsaEncoding: 'ieee-p1363' } as const;
    if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')))
      return undefined;
    const claims = parsePart(payload);
    return isRecord(claims) ? claims : undefined;
  };

  return async (token) => {
    if (!token || !loadBalancerArn) return undefined;
    // Whatever is wrong with it, it is not to be trusted.
    return verifyToken(token).catch(() => undefined);
  };
};
