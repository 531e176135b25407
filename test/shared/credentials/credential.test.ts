import { expect, test } from 'vitest';
import { parseCredential } from '#shared/credentials/credential';
import { Failure } from '#shared/failures/failure';
import { seededCredential } from '#test/served-api';
import { everythingOf } from '#test/shared/everything-of';

const canary = 'canary'.repeat(8);

const failureOf = (secretString: string): Failure => {
  try {
    parseCredential(secretString);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('The secret was taken');
};

test('reads a secret', () => {
  expect(parseCredential(JSON.stringify(seededCredential))).toEqual(seededCredential);
});

test.each([
  ['as the console writes it, with text alone', JSON.stringify({ ...seededCredential, sdkAppId: '1400000000' })],
  ['with white space around the number', JSON.stringify({ ...seededCredential, sdkAppId: ' 1400000000\n' })],
  ['with a byte order mark and white space', `\ufeff \n${JSON.stringify(seededCredential)}\r\n`],
])('reads a secret %s', (_, secretString) => {
  expect(parseCredential(secretString)).toEqual(seededCredential);
});

test('leaves out what it does not know', () => {
  expect(parseCredential(JSON.stringify({ ...seededCredential, comment: 'rotated in May' }))).toEqual(seededCredential);
});

test.each(['china', 'singapore', 'seoul', 'tokyo', 'frankfurt', 'silicon-valley', 'jakarta', 'riyadh'])(
  'takes the region %s',
  (region) => {
    expect(parseCredential(JSON.stringify({ ...seededCredential, region })).region).toBe(region);
  },
);

test.each([
  ['sdkAppId', undefined],
  ['sdkAppId', ''],
  ['sdkAppId', '1.5'],
  ['sdkAppId', '0x10'],
  ['sdkAppId', '99999999999999999999'],
  ['sdkAppId', 1.5],
  ['sdkAppId', 0],
  ['sdkAppId', -1400000000],
  ['sdkAppId', null],
  ['secretKey', undefined],
  ['secretKey', ''],
  ['secretKey', 7],
  ['secretKey', `${canary}\n`],
  ['secretKey', ` ${canary}`],
  ['secretKey', canary.repeat(1_000)],
  ['identifier', undefined],
  ['identifier', ''],
  ['identifier', { name: canary }],
  ['identifier', canary],
  ['identifier', '用户'.repeat(6)],
  ['region', undefined],
  ['region', 'mumbai'],
  ['region', 'Singapore'],
  ['region', 'constructor'],
  ['region', canary],
])('names the field %s that is %j', (field, value) => {
  const failure = failureOf(JSON.stringify({ ...seededCredential, secretKey: canary, [field]: value }));
  expect(failure).toMatchObject({ kind: 'Misconfigured', action: expect.stringContaining('"sdkAppId"') });
  expect(failure.message).toMatch(new RegExp(`${field}: expected .`));
  expect(everythingOf(failure)).not.toContain(canary);
});

test('names all fields that are wrong', () => {
  const { message } = failureOf('{}');
  for (const field of ['sdkAppId', 'secretKey', 'identifier', 'region']) expect(message).toContain(`${field}: `);
});

test.each([
  ['no text', ''],
  ['no JSON', canary],
  ['JSON that ends too early', `{"sdkAppId":1400000000,"secretKey":"${canary}`],
  ['JSON with a key too many', `{"secretKey":"${canary}"}}`],
  ['the key alone', `"${canary}"`],
  ['an array', `["${canary}"]`],
  ['null', 'null'],
  ['keys and values of the AWS console', `{"${canary}":"${canary}"}`],
])('shows nothing of a secret that is %s', (_, secretString) => {
  const failure = failureOf(secretString);
  expect(failure.kind).toBe('Misconfigured');
  expect(everythingOf(failure)).not.toContain('canary');
});
