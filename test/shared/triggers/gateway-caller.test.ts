import { expect, test } from 'vitest';
import { signerOf, userOf } from '#shared/triggers/gateway-caller';

const role = 'arn:aws:sts::123456789012:assumed-role/back-end/session';
const guest = 'arn:aws:sts::123456789012:assumed-role/app-unauth/CognitoIdentityCredentials';

test.each([
  ['a role', role, null, 'trusted'],
  ['a role, where the gateway says nothing of a pool', role, undefined, 'trusted'],
  ['a role with an identity of a pool', role, { amr: ['unauthenticated'] }, 'identity-pool'],
  ['a role with an empty identity of a pool', role, '', 'identity-pool'],
  ['the credentials of a guest', guest, null, 'identity-pool'],
])('%s is %s', (...[, arn, identityPool, kind]) => {
  expect(signerOf(arn, identityPool)).toEqual({ kind, name: arn });
});

test.each([undefined, null, '', 'a role', 5, [role], { startsWith: role }])('%j is no signer', (arn) => {
  expect(signerOf(arn, null)).toBeUndefined();
});

test('claims are those of a user', () => {
  expect(userOf({ sub: 'user_0001' })).toEqual({ kind: 'user', claims: { sub: 'user_0001' } });
});

test.each([undefined, null, 'sub', ['sub']])('%j are no claims', (claims) => {
  expect(userOf(claims)).toBeUndefined();
});
