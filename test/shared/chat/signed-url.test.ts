import { expect, test } from 'vitest';
import { createUrlSigner } from '#shared/chat/signed-url';
import { verifyUserSig } from '#test/emulator/user-sig';
import { seededCredential } from '#test/served-api';
import { createManualClock } from '#test/shared/manual-clock';

const address = 'https://chat.invalid/v4/group_search/search';
const minute = 60_000;
const hour = 60 * minute;

const createBench = () => {
  const clock = createManualClock();
  const signUrl = createUrlSigner(clock);
  const query = (credential = seededCredential) => new URL(signUrl(address, credential)).searchParams;
  const userSig = (credential = seededCredential) => query(credential).get('usersig') ?? '';
  const fault = (text: string, credential = seededCredential) =>
    verifyUserSig(text, { ...credential, now: clock.now() });
  return { clock, signUrl, query, userSig, fault };
};

test('adds the five parameters to the address and changes nothing else', () => {
  const { signUrl, query } = createBench();
  expect(signUrl(address, seededCredential).split('?')).toEqual([address, expect.any(String)]);
  expect(Object.fromEntries(query())).toEqual({
    sdkappid: '1400000000',
    identifier: 'administrator',
    usersig: expect.stringMatching(/^[\w*-]{50,}$/),
    random: expect.stringMatching(/^\d{1,10}$/),
    contenttype: 'json',
  });
});

test.each(['a&usersig=b', 'a?b#c', 'a+b', 'a%41', '用户-1'])('keeps the identifier %s as it is', (identifier) => {
  const { query, fault } = createBench();
  const credential = { ...seededCredential, identifier };
  const { identifier: sent, usersig = '' } = Object.fromEntries(query(credential));
  expect(sent).toBe(identifier);
  expect(fault(usersig, credential)).toBeNull();
});

test('draws a new random from the whole unsigned 32-bit range', () => {
  const { query } = createBench();
  const drawn = Array.from({ length: 500 }, () => Number(query().get('random')));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.every((random) => Number.isInteger(random) && random >= 0 && random < 2 ** 32)).toBe(true);
  expect(drawn.some((random) => random < 2 ** 31)).toBe(true);
  expect(drawn.some((random) => random >= 2 ** 31)).toBe(true);
});

test('makes one signature and keeps it for half of its life', async () => {
  const { clock, userSig, fault } = createBench();
  const first = userSig();
  await clock.advance(12 * hour - 1_000);
  expect(userSig()).toBe(first);
  await clock.advance(1_000);
  const second = userSig();
  expect(second).not.toBe(first);
  await clock.advance(12 * hour - 1_000);
  expect(userSig()).toBe(second);
  expect(fault(second)).toBeNull();
});

test('makes a new one when the clock went back to before the old one', async () => {
  const { clock, userSig } = createBench();
  const first = userSig();
  await clock.advance(hour);
  expect(userSig()).toBe(first);
  await clock.advance(-2 * hour);
  const second = userSig();
  expect(second).not.toBe(first);
  expect(userSig()).toBe(second);
});

test.each([{ secretKey: 'beef'.repeat(16) }, { identifier: 'another' }, { sdkAppId: 1_400_000_001 }])(
  'makes a new signature for the credential with %j, and keeps the old one for the other',
  (change) => {
    const { userSig, fault } = createBench();
    const credential = { ...seededCredential, ...change };
    const [old, changed] = [userSig(), userSig(credential)];
    expect(changed).not.toBe(old);
    expect(fault(changed, credential)).toBeNull();
    expect(fault(userSig(), seededCredential)).toBeNull();
    expect(userSig()).toBe(old);
  },
);
