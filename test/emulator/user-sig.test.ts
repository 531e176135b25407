import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { tencentUserSig } from '#test/emulator/signed-call';
import { verifyUserSig } from '#test/emulator/user-sig';

const exampleKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const issued = 1_700_000_000;
const expected = { sdkAppId: 1_400_000_000, secretKey: exampleKey, identifier: 'administrator', now: issued * 1000 };

const byPython =
  'eJyrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkElNyM-Myi0uKEkvyi2BKilOyEwsKMlOACgxNDKAAKpdaUZBZlAqUsTAzgQuWZOaChAzN0RQXZ6aDLKn0cUzVLjcPD00NLS1MCrPM0A*JMLcoNTLMD3HP1M60jCowLDUOKMiLNDOwVaoFAD4PNPI_';
const byNode =
  'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgZQAJEpycxNVbIyNEcVTa0oyCxKVbKyMDOBCRVnpitZKVX6OKZql5uHh6aGlhYmhVlm6IdEmFuUGhnmh7hnamdaRhUYlhoHFORFmhnYKtUCAK0SM5I_';

const encode = (value: unknown): string => {
  const base64 = deflateSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
};

const inflate = (userSig: string): string => {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return inflateSync(Buffer.from(base64, 'base64')).toString();
};

interface Signed {
  readonly identifier: string;
  readonly expire: number;
  readonly sig: string;
  readonly time: number;
}

const signed = ({ identifier, expire, sig, time }: Signed): string =>
  encode({
    'TLS.ver': '2.0',
    'TLS.identifier': identifier,
    'TLS.sdkappid': 1_400_000_000,
    'TLS.expire': expire,
    'TLS.time': time,
    'TLS.sig': sig,
  });

afterEach(() => {
  vi.useRealTimers();
});

test.each([byPython, byNode])('a UserSig made by Tencent is valid until its last second: %#', (userSig) => {
  expect(verifyUserSig(userSig, expected)).toBeNull();
  expect(verifyUserSig(userSig, { ...expected, now: 1_700_086_400_999 })).toBeNull();
  expect(verifyUserSig(userSig, { ...expected, now: 1_700_086_401_000 })).toBe(70001);
});

test.each([
  { identifier: 'xiaojun', expire: 15_552_000, sig: 'LvA7d/Iw7gSsnskvVzBDPOCCDbuNCw4GHwTC0bip+B4=', time: issued },
  { identifier: 'administrator', expire: 86_400, sig: 'yLAe+w7WUeUuqbV9h/TX78u21oTGi+i9Zp1u3PpnY60=', time: issued },
  { identifier: '用户-1', expire: 86_400, sig: '/qrkS6KPKmRogkmnb1fd9X6rEMYq2ZyHbrlyofr9+nY=', time: issued },
  { identifier: '0', expire: 15_552_000, sig: 'CpjuBdQs9ZwnuGAJR8onoOeI9fweX2vIMMY94iOJWJY=', time: 1_569_910_200 },
])('the fixed signature of $identifier holds', (vector) => {
  const who = { ...expected, identifier: vector.identifier, now: vector.time * 1000 };
  expect(verifyUserSig(signed(vector), who)).toBeNull();
  expect(verifyUserSig(signed({ ...vector, expire: vector.expire + 1 }), who)).toBe(70009);
});

test("a UserSig of Tencent's package is valid with its own key only, for any identifier and key", () => {
  vi.setSystemTime(issued * 1000);
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }),
      fc.string({ minLength: 1 }),
      (name, key) => {
        const userSig = tencentUserSig({ identifier: name, secretKey: key });
        expect(verifyUserSig(userSig, { ...expected, identifier: name, secretKey: key })).toBeNull();
        expect(verifyUserSig(userSig, { ...expected, identifier: name, secretKey: `${key}!` })).toBe(70009);
      },
    ),
  );
});

test('rejects any changed character, unless it only pads the compressed data', () => {
  const accepted = byNode.split('').flatMap((character, index) => {
    const changed = byNode.slice(0, index) + (character === 'A' ? 'B' : 'A') + byNode.slice(index + 1);
    return verifyUserSig(changed, expected) === null ? [changed] : [];
  });
  expect(new Set([byNode, ...accepted].map(inflate)).size).toBe(1);
});

test.each([
  { what: 'the signature of another key', change: { secretKey: 'fa4e'.repeat(16) }, code: 70009 },
  { what: 'another identifier', change: { identifier: 'Administrator' }, code: 70013 },
  { what: 'another SDKAppID', change: { sdkAppId: 1_400_000_001 }, code: 70014 },
])('$what is refused', ({ change, code }) => {
  expect(verifyUserSig(byNode, { ...expected, ...change })).toBe(code);
});

test.each([
  ['text that is no base64', 'eJy+/==='],
  ['plain base64', byNode.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')],
  ['base64 of something not compressed', 'YWJj'],
  ['text that is no JSON', encode('TLS')],
  ['JSON without the members', encode({ 'TLS.ver': '2.0' })],
  ['an inflation without measure', encode(inflate(byNode) + ' '.repeat(10_000_000))],
])('%s is refused', (_, userSig) => {
  expect(verifyUserSig(userSig, expected)).toBe(70003);
});
