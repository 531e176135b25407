import { generateKeyPairSync } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { FetchError, NonRetryableFetchError } from 'aws-jwt-verify/error';
import { describe, expect, test } from 'vitest';
import { createTokenVerifier } from '#shared/middleware/load-balancer-token';
import { claims, keyId, loadBalancerArn, part, publicKey, soon, tokenOf } from '#test/events/load-balancer-token';

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Where keys are published, and what was asked for. */
const createKeys = (failure?: Error) => {
  const asked: string[] = [];
  const fetchKey = async (url: string): Promise<ArrayBuffer> => {
    asked.push(url);
    if (failure) throw failure;
    if (!url.endsWith(keyId)) throw new NonRetryableFetchError(url, 'Status code is 403, expected 200');
    return new TextEncoder().encode(publicKey).buffer;
  };
  return { asked, fetchKey };
};

test('reads the claims of a token, and fetches its key once', async () => {
  const { asked, fetchKey } = createKeys();
  const verify = createTokenVerifier({ loadBalancerArn, fetchKey });
  expect(await verify(tokenOf())).toEqual(claims);
  expect(await verify(tokenOf({ ...claims, sub: 'user_0002' }))).toMatchObject({ sub: 'user_0002' });
  expect(asked).toEqual([`https://public-keys.auth.elb.eu-west-1.amazonaws.com/${keyId}`]);
});

test.each([
  ['China', 'aws-cn:elasticloadbalancing:cn-north-1', 'https://public-keys.auth.elb.cn-north-1.amazonaws.com.cn/'],
  [
    'GovCloud',
    'aws-us-gov:elasticloadbalancing:us-gov-west-1',
    'https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1/',
  ],
])('finds the keys in %s', async (_, place, url) => {
  const { asked, fetchKey } = createKeys();
  const arn = `arn:${place}:123456789012:loadbalancer/app/chat/50dc6c495c0c9188`;
  const verify = createTokenVerifier({ loadBalancerArn: arn, fetchKey });
  expect(await verify(tokenOf(claims, { header: { signer: arn } }))).toEqual(claims);
  expect(asked).toEqual([`${url}${keyId}`]);
});

test.each([
  ['one', 'https://issuer.example'],
  ['another', 'https://another.example'],
])('accepts a token from any listener, client id and issuer of the load balancer, such as %s', async (client, iss) => {
  const { fetchKey } = createKeys();
  const verify = createTokenVerifier({ loadBalancerArn, fetchKey });
  expect(await verify(tokenOf({ ...claims, iss }, { header: { client, iss } }))).toMatchObject({ iss });
});

describe('rejects an untrusted token with the reason', () => {
  const signed = tokenOf();
  test.each([
    ['not a token', 'forged', 'is malformed'],
    ['another key', tokenOf(claims, { key: stranger.privateKey }), 'has an invalid signature'],
    [
      'another load balancer',
      tokenOf(claims, { header: { signer: `${loadBalancerArn}0` } }),
      'is from a load balancer that this deployment does not trust',
    ],
    ['its end', tokenOf({ ...claims, exp: soon - 120 }), 'has expired'],
    ['another algorithm', tokenOf(claims, { header: { alg: 'none' } }), 'is malformed'],
    ['a key id that leads elsewhere', tokenOf(claims, { header: { kid: '../key' } }), 'is malformed'],
    [
      'an unknown key',
      tokenOf(claims, { header: { kid: '00000000-0000-4000-8000-000000000000' } }),
      'names a key that does not exist',
    ],
    ['no signature', signed.slice(0, signed.lastIndexOf('.') + 1), 'is malformed'],
    [
      'other claims',
      [signed.split('.')[0], part({ ...claims, sub: 'user_0002' }), signed.split('.')[2]].join('.'),
      'has an invalid signature',
    ],
  ])('%s', async (_, token, reason) => {
    const verify = createTokenVerifier({ loadBalancerArn, fetchKey: createKeys().fetchKey });
    await expect(verify(token)).rejects.toMatchObject({
      kind: 'Unauthorized',
      message: `The load balancer's token ${reason}.`,
    });
  });
});

test.each([
  ['does not answer', new FetchError('https://keys.example', 'Response time-out')],
  ['fails', new NonRetryableFetchError('https://keys.example', 'Status code is 503, expected 200')],
])('while what publishes the keys %s, tokens cannot be verified', async (_, failure) => {
  const verify = createTokenVerifier({ loadBalancerArn, fetchKey: createKeys(failure).fetchKey });
  await expect(verify(tokenOf())).rejects.toMatchObject({ kind: 'CredentialsUnavailable' });
});

test('an invalid ARN is a misconfiguration, which is reported with the first token', async () => {
  const verify = createTokenVerifier({ loadBalancerArn: 'chat', fetchKey: createKeys().fetchKey });
  // A rejection that nobody handles would end the process, and the run of these tests.
  await setTimeout(100);
  await expect(verify(tokenOf())).rejects.toMatchObject({
    kind: 'Misconfigured',
    action: expect.stringContaining('CHAT_LOAD_BALANCER_ARN'),
  });
});
