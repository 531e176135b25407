import { expect, test } from 'vitest';
import { signerOf } from '#shared/triggers/signer';

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
