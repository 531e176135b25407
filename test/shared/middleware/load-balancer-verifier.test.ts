import { expect, test } from 'vitest';
import { createVerifier, rejectionOf } from '#shared/middleware/load-balancer-verifier';
import { claims, keyId, loadBalancerArn, publicKey, tokenOf } from '#test/events/load-balancer-token';

const fetchKey = async (): Promise<ArrayBuffer> => new TextEncoder().encode(publicKey).buffer;

test.each([
  ['a commercial region', loadBalancerArn, 'https://public-keys.auth.elb.eu-west-1.amazonaws.com/'],
  [
    'China',
    'arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/app/chat/50dc6c495c0c9188',
    'https://public-keys.auth.elb.cn-north-1.amazonaws.com.cn/',
  ],
  [
    'GovCloud',
    'arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:loadbalancer/app/chat/50dc6c495c0c9188',
    'https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1/',
  ],
])('finds the keys in %s', async (_, arn, url) => {
  const asked: string[] = [];
  const verifier = createVerifier({
    loadBalancerArn: arn,
    fetchKey: (address) => {
      asked.push(address);
      return fetchKey();
    },
  });
  expect(await verifier.verify(tokenOf(claims, { header: { signer: arn } }))).toEqual(claims);
  expect(asked).toEqual([`${url}${keyId}`]);
});

test('accepts a token from any listener, client id and issuer of the load balancer', async () => {
  const verifier = createVerifier({ loadBalancerArn, fetchKey });
  for (const [client, iss] of [
    ['one', 'https://issuer.example'],
    ['another', 'https://another.example'],
  ]) {
    const token = tokenOf({ ...claims, iss }, { header: { client, iss } });
    expect(await verifier.verify(token)).toMatchObject({ sub: 'user_0001', iss });
  }
});

test('an error that it does not know rejects the token and is not quoted', () => {
  expect(rejectionOf(new Error('eyJhbGciOi'))).toEqual({
    kind: 'Unauthorized',
    message: "The load balancer's token is malformed.",
  });
});
