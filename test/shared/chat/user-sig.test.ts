import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createUserSig, type UserSigOptions } from '#shared/chat/user-sig';
import { tencentUserSig } from '#test/emulator/signed-call';
import { verifyUserSig } from '#test/emulator/user-sig';

const exampleKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const example: UserSigOptions = {
  sdkAppId: 1_400_000_000,
  secretKey: exampleKey,
  identifier: 'administrator',
  issuedAt: 1_700_000_000,
  lifetime: 86_400,
};

const expectedOf = ({ issuedAt, ...options }: UserSigOptions) => ({ ...options, now: issuedAt * 1_000 });

const inflate = (userSig: string): string => {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return inflateSync(Buffer.from(base64, 'base64')).toString();
};

const decode = (userSig: string): unknown => JSON.parse(inflate(userSig));

afterEach(() => {
  vi.useRealTimers();
});

test("agrees with Tencent's own package, and the verifier accepts both", () => {
  const inputs = fc.record({
    sdkAppId: fc.integer({ min: 1, max: 2 ** 31 }),
    secretKey: fc.string({ minLength: 1, maxLength: 64 }),
    identifier: fc.oneof(
      fc.string({ minLength: 1, maxLength: 32 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }),
    ),
    issuedAt: fc.integer({ min: 1_500_000_000, max: 4_000_000_000 }),
    lifetime: fc.integer({ min: 1, max: 315_360_000 }),
  });
  fc.assert(
    fc.property(inputs, (input) => {
      vi.setSystemTime(input.issuedAt * 1_000);
      const ours = createUserSig(input);
      const theirs = tencentUserSig({ ...input, expireSeconds: input.lifetime });
      expect(decode(ours)).toEqual(decode(theirs));
      expect(verifyUserSig(ours, expectedOf(input))).toBeNull();
      expect(verifyUserSig(theirs, expectedOf(input))).toBeNull();
    }),
    { seed: 20_260_101, numRuns: 400 },
  );
});

test.each([
  { change: { identifier: 'xiaojun', lifetime: 15_552_000 }, sig: 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=' },
  { change: {}, sig: 'yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=' },
  { change: { identifier: '用户-1' }, sig: '/qrkS6KPKmRogkmnb1fd9X6rEMYq2ZyHbrlyofr9+nY=' },
  {
    change: { identifier: '0', issuedAt: 1_569_910_200, lifetime: 15_552_000 },
    sig: 'CpjuBdQs9ZwnuGAJR8onoOeI9fweX2vIMMY94iOJWJY=',
  },
])('makes the known signature for %j', ({ change, sig }) => {
  const options = { ...example, ...change };
  expect(decode(createUserSig(options))).toEqual({
    'TLS.ver': '2.0',
    'TLS.identifier': options.identifier,
    'TLS.sdkappid': options.sdkAppId,
    'TLS.expire': options.lifetime,
    'TLS.time': options.issuedAt,
    'TLS.sig': sig,
  });
});

test("stays in Chat's alphabet", () => {
  const userSigs = Array.from({ length: 200 }, (_, index) =>
    createUserSig({ ...example, identifier: `user-${index}` }),
  );
  for (const userSig of userSigs) expect(userSig).toMatch(/^[\w*-]+$/);
  expect(userSigs.join('')).toMatch(/\*.*-|-.*\*/);
});

test('holds until the very second of its end', () => {
  const userSig = createUserSig(example);
  const end = (example.issuedAt + example.lifetime) * 1_000;
  expect(verifyUserSig(userSig, { ...expectedOf(example), now: end + 999 })).toBeNull();
  expect(verifyUserSig(userSig, { ...expectedOf(example), now: end + 1_000 })).toBe(70001);
});

test('is refused when one character of it is changed', () => {
  const userSig = createUserSig(example);
  const accepted = Array.from(userSig, (character, index) => {
    const changed = userSig.slice(0, index) + (character === 'A' ? 'B' : 'A') + userSig.slice(index + 1);
    return verifyUserSig(changed, expectedOf(example)) === null ? changed : undefined;
  });
  // A bit that only fills up the last byte of the compressed data changes nothing that is signed.
  const inflated = accepted.flatMap((changed) => (changed === undefined ? [] : inflate(changed)));
  expect(new Set([inflate(userSig), ...inflated]).size).toBe(1);
  expect(inflated.length).toBeLessThan(3);
});

test.each([
  { change: { secretKey: `${exampleKey.slice(0, -1)}f` }, code: 70009 },
  { change: { secretKey: exampleKey.toUpperCase() }, code: 70009 },
  { change: { identifier: 'administratoR' }, code: 70013 },
  { change: { sdkAppId: 1_400_000_001 }, code: 70014 },
])('is refused for %j', ({ change, code }) => {
  expect(verifyUserSig(createUserSig(example), expectedOf({ ...example, ...change }))).toBe(code);
});
