import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The load balancer that signs. */
export const loadBalancerArn =
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/chat/50dc6c495c0c9188';

/** The id of its key. */
export const keyId = '8a0ff3f1-6d0c-4b34-9d0a-3a2f6a1e5a11';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Its public key as it is published. */
export const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** When the usual token expires: in a minute. */
export const soon = Math.floor(Date.now() / 1_000) + 60;

/** The claims of the usual token. */
export const claims = { sub: 'user_0001', exp: soon, iss: 'https://issuer.example' };

/** A part as a load balancer writes it: base64 for URLs that keeps its padding. */
export const part = (value: unknown): string => {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
};

/** What differs from a good token. */
export interface TokenOptions {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

/** The token that the load balancer adds to a request. */
export const tokenOf = (
  payload: unknown = claims,
  { header = {}, key = pair.privateKey }: TokenOptions = {},
): string => {
  const content = `${part({ alg: 'ES256', kid: keyId, signer: loadBalancerArn, exp: soon, ...header })}.${part(payload)}`;
  return `${content}.${sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
