import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Api } from '#shared/define-api';
import { type SignedCall, signedAnswer, signedCall } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';
import { mutated } from '#test/fuzz/json-values';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';

const clock = { now: Date.now() };
const emulator = await startEmulator({ clock: () => clock.now, limits: { bodyBytes: 1_000_000 } });
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const pin = {
  path: '/v4/recentcontact/top',
  body: { From_Account: 'user_0001', OperationType: 1, RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }] },
};

const answerTo = (call: Partial<SignedCall> = {}) => signedAnswer({ url: emulator.url, ...pin, ...call });

const search = { path: '/v4/group_search/search', body: { Keywords: ['nothing'], Count: 1 } };

test.each<[string, Partial<SignedCall>, number]>([
  ['GET', { method: 'GET' }, 60002],
  ['another protocol version', { path: '/v3/recentcontact/top' }, 60002],
  ['the bare host', { path: '/' }, 60002],
  ['an unknown command', { path: '/v4/recentcontact/Top' }, 60009],
  ['an unknown service', { path: '/v4/recent_contact/top' }, 60009],
  ['no sdkappid', { query: { sdkappid: null } }, 60012],
  ['an sdkappid in another case', { query: { sdkappid: null, SdkAppId: '1400000000' } }, 60012],
  ['an sdkappid that is no number', { query: { sdkappid: 'abc' } }, 60006],
  ['an unknown sdkappid', { query: { sdkappid: '1400000001' } }, 70020],
  ['no identifier', { query: { identifier: null } }, 60004],
  ['another identifier', { query: { identifier: 'user_0001' } }, 70013],
  ['an identifier that is no administrator', { signer: { identifier: 'user_0001' } }, 60010],
  ['no usersig', { query: { usersig: null } }, 70002],
  ['an empty usersig', { query: { usersig: '' } }, 70002],
  ['a malformed usersig', { query: { usersig: 'abcd' } }, 70003],
  ['a usersig of another key', { signer: { secretKey: 'beef'.repeat(16) } }, 70009],
  ['an expired usersig', { signer: { expireSeconds: -10 } }, 70001],
  ['no random', { query: { random: null } }, 60002],
  ['a random of 33 bits', { query: { random: '4294967296' } }, 60002],
  ['a negative random', { query: { random: '-1' } }, 60002],
  ['a random with a fraction', { query: { random: '1.5' } }, 60002],
  ['no contenttype', { query: { contenttype: null } }, 60002],
  ['another contenttype', { query: { contenttype: 'JSON' } }, 60002],
  ['an empty body', { body: '' }, 60003],
  ['a body that is no JSON', { body: "{'From_Account':1}" }, 60003],
  ['a body that is too large', { body: { padding: 'a'.repeat(1_000_000) } }, 60008],
])('%s is refused with its code', async (_, call, code) => {
  const answer = await answerTo(call);
  expect(answer).toEqual({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: expect.stringMatching(/./) });
  expect(emulator.calls()).toMatchObject([{ ErrorCode: code, status: 200 }]);
});

test('rejects a body that is not UTF-8', async () => {
  const body = Buffer.from('{"From_Account":"\u00ff"}', 'latin1');
  expect(await answerTo({ body })).toMatchObject({ ErrorCode: 60003 });
});

test('rejects an app of another data centre', async () => {
  emulator.configure({ region: 'seoul' });
  expect(await answerTo()).toMatchObject({ ErrorCode: 70009 });
});

test('after ten failed checks every call is 70050 for a minute, even with a valid UserSig', async () => {
  const wrong = { signer: { secretKey: 'beef'.repeat(16) } };
  for (let time = 0; time < 10; time += 1) expect(await answerTo(wrong)).toMatchObject({ ErrorCode: 70009 });
  expect(await answerTo(wrong)).toMatchObject({ ErrorCode: 70050 });
  clock.now += 59_999;
  expect(await answerTo()).toMatchObject({ ErrorCode: 70050 });
  clock.now += 1;
  expect(await answerTo()).toMatchObject({ ErrorCode: 0 });
});

test('failed checks that are more than a minute apart do not add up', async () => {
  const wrong = { signer: { secretKey: 'beef'.repeat(16) } };
  for (let time = 0; time < 12; time += 1) {
    expect(await answerTo(wrong)).toMatchObject({ ErrorCode: 70009 });
    clock.now += 10_000;
  }
});

test('a third group search within a second is too frequent, in any second', async () => {
  const codes = [];
  for (const wait of [0, 600, 399, 1, 599]) {
    clock.now += wait;
    codes.push((await answerTo(search)).ErrorCode);
  }
  expect(codes).toEqual([0, 0, 60018, 0, 60018]);
});

test('each API has a rate of its own, and calls with an invalid UserSig do not count', async () => {
  for (let time = 0; time < 200; time += 1) expect((await answerTo()).ErrorCode).toBe(0);
  expect(await answerTo({ signer: { identifier: 'user_0001' } })).toMatchObject({ ErrorCode: 60010 });
  expect(await answerTo()).toMatchObject({ ErrorCode: 60007 });
  expect(await answerTo(search)).toMatchObject({ ErrorCode: 0 });
});

test('the answer has the time of the emulator', async () => {
  const { headers } = await signedCall({ url: emulator.url, ...pin });
  expect(headers.get('date')).toBe(new Date(clock.now).toUTCString());
  expect(headers.get('content-type')).toBe('application/json');
});

const apis = await loadApis();

test('every API answers any body in Chat’s protocol', async () => {
  const callsPerSecond = Object.fromEntries(apis.map((api) => [api.path, 10_000]));
  const fast = await startEmulator({ limits: { callsPerSecond } });
  const call = ({ name, path }: Api) => mutated(fc.constant(readSample(name).request)).map((body) => ({ path, body }));
  try {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...apis).chain(call), async (made) => {
        expect(await signedAnswer({ url: fast.url, ...made })).toMatchObject({ ErrorCode: expect.any(Number) });
      }),
      { numRuns: 200 },
    );
  } finally {
    await fast.close();
  }
});
