import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLoadBalancerTokenReader } from '#shared/triggers/load-balancer-token';
import { createManualClock } from '#test/shared/manual-clock';

const loadBalancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/chat/50dc6c495c0c9188';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  response.end(request.url === '/key-1' ? publicKey.export({ type: 'spki', format: 'pem' }) : 'no such key');
});
let keysUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  keysUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.close();
});

const clock = createManualClock();
const soon = clock.now() / 1_000 + 60;

/** A part as a load balancer writes it: base64url that keeps its padding. */
const part = (value: unknown) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}==`.slice(0, -1);

interface TokenOptions {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: typeof privateKey;
}

const tokenOf = (claims: unknown, { header = {}, key = privateKey }: TokenOptions = {}) => {
  const content = `${part({ alg: 'ES256', kid: 'key-1', signer: loadBalancerArn, exp: soon, ...header })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
};

const createReader = (arn: string | undefined = loadBalancerArn) =>
  createLoadBalancerTokenReader({ loadBalancerArn: arn, clock, keysUrl });

test('reads the claims of a token, and fetches its key once', async () => {
  const read = createReader();
  asked.length = 0;
  expect(await read(tokenOf({ sub: 'user_0001' }))).toEqual({ sub: 'user_0001' });
  expect(await read(tokenOf({ sub: 'user_0002' }))).toEqual({ sub: 'user_0002' });
  expect(asked).toEqual(['/key-1']);
});

describe('trusts no token', () => {
  const claims = { sub: 'user_0001' };
  const signed = tokenOf(claims);
  test.each([
    ['that is not there', undefined],
    ['that is empty', ''],
    ['that is none', 'forged'],
    ['of another key', tokenOf(claims, { key: stranger.privateKey })],
    ['of another load balancer', tokenOf(claims, { header: { signer: `${loadBalancerArn}0` } })],
    ['that has expired', tokenOf(claims, { header: { exp: clock.now() / 1_000 } })],
    ['without an end', tokenOf(claims, { header: { exp: undefined } })],
    ['of another algorithm', tokenOf(claims, { header: { alg: 'none' } })],
    ['with a key that leads elsewhere', tokenOf(claims, { header: { kid: '../key-1' } })],
    ['with a key that nobody has', tokenOf(claims, { header: { kid: 'key-2' } })],
    ['without a signature', signed.slice(0, signed.lastIndexOf('.') + 1)],
    ['with other claims', [signed.split('.')[0], part({ sub: 'user_0002' }), signed.split('.')[2]].join('.')],
    ['with a list of claims', tokenOf(['user_0001'])],
  ])('%s', async (_, token) => {
    expect(await createReader()(token)).toBeUndefined();
  });

  test('when no load balancer is trusted', async () => {
    const read = createLoadBalancerTokenReader({ loadBalancerArn: undefined, clock, keysUrl });
    expect(await read(tokenOf(claims, { header: { signer: undefined } }))).toBeUndefined();
    expect(await read(tokenOf(claims))).toBeUndefined();
  });

  test('when the keys cannot be reached', async () => {
    const read = createLoadBalancerTokenReader({ loadBalancerArn, clock, keysUrl: 'http://127.0.0.1:1' });
    expect(await read(tokenOf(claims))).toBeUndefined();
  });
});
