import { afterAll, beforeEach, expect, test } from 'vitest';
import { groupSearchSample, topSample } from '#test/emulator/documented-samples';
import { seededApp } from '#test/emulator/seed';
import { type Signer, signedAnswer, tencentUserSig } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';

const emulator = await startEmulator();
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const get = (name: string) => fetch(`${emulator.url}/_emulator/${name}`);
const post = (name: string, body?: unknown) =>
  fetch(`${emulator.url}/_emulator/${name}`, { method: 'POST', body: JSON.stringify(body) ?? '' });
const call = (signer: Signer = {}, { path, request } = topSample) =>
  signedAnswer({ url: emulator.url, path, body: request, signer });

test('calls tells what arrived and how it was answered', async () => {
  const before = Date.now();
  await call();
  expect(await (await get('calls')).json()).toEqual([
    {
      arrivedAt: expect.any(Number),
      connection: expect.any(Number),
      method: 'POST',
      path: topSample.path,
      query: { sdkappid: '1400000000', identifier: 'administrator', random: '4294967295', contenttype: 'json' },
      signatureHeld: true,
      bodyText: topSample.request,
      body: JSON.parse(topSample.request),
      fault: null,
      status: 200,
      ErrorCode: 0,
    },
  ]);
  expect(emulator.calls()[0]?.arrivedAt).toBeGreaterThanOrEqual(before);
});

test('state tells the app, the accounts and the groups, with every digit', async () => {
  await call();
  const text = await (await get('state')).text();
  expect(JSON.parse(text)).toMatchObject({
    region: 'singapore',
    app: { sdkAppId: 1_400_000_000, admins: ['administrator'], region: 'singapore' },
    users: expect.arrayContaining([expect.objectContaining({ pins: ['C2Cuser_0002', 'GROUP@TGS#1B2AUI7RZ'] })]),
  });
  expect(text).toContain('"TinyID":144115214578713345');
});

test('fault plans a fault', async () => {
  expect((await post('fault', { kind: 'code', ErrorCode: 60008, path: topSample.path, skip: 1 })).status).toBe(200);
  expect([(await call()).ErrorCode, (await call()).ErrorCode, (await call()).ErrorCode]).toEqual([0, 60008, 0]);
});

test('key changes the key', async () => {
  const secretKey = 'beef'.repeat(16);
  expect((await post('key', { secretKey })).status).toBe(204);
  expect([(await call()).ErrorCode, (await call({ secretKey })).ErrorCode]).toEqual([70009, 0]);
});

test('app changes what the app may do', async () => {
  expect((await post('app', { cloudSearch: false, admins: ['user_0002'] })).status).toBe(204);
  expect(await call()).toMatchObject({ ErrorCode: 60010 });
  expect(await call({ identifier: 'user_0002' }, groupSearchSample)).toMatchObject({ ErrorCode: 60020 });
});

test('reset goes back to the start', async () => {
  await call();
  await post('key', { secretKey: 'beef'.repeat(16) });
  await post('app', { admins: [] });
  await post('fault', { kind: 'cut', times: 'always' });
  expect((await post('reset')).status).toBe(204);
  expect(emulator.calls()).toEqual([]);
  expect(emulator.state().users[0]?.pins).toEqual([]);
  expect(await call()).toMatchObject({ ErrorCode: 0 });
});

test.each([
  ['fault', {}],
  ['fault', { kind: 'toString' }],
  ['fault', { kind: 'code' }],
  ['fault', { kind: 'cut', times: 0 }],
  ['fault', { kind: 'rotatedKey', secretKey: 7 }],
  ['key', { secretKey: '' }],
  ['key', undefined],
  ['app', { secretKey: 'beef' }],
  ['app', { region: 'atlantis' }],
])('a body that does not fit is 400: %s %j', async (name, body) => {
  const response = await post(name, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.stringMatching(/./) });
});

test('any other control is 404', async () => {
  expect((await get('key')).status).toBe(404);
  expect((await post('calls')).status).toBe(404);
});

test('no key and no signature comes out', async () => {
  const secretKey = 'cafe'.repeat(16);
  await call();
  await post('fault', { kind: 'rotatedKey', secretKey });
  await call();
  await post('key', { secretKey });
  await call({ secretKey });
  const answers = [
    get('calls'),
    get('state'),
    post('key', { secretKey, more: secretKey }),
    post('fault', { secretKey }),
  ];
  const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
  const secrets = [secretKey, seededApp.secretKey, tencentUserSig().slice(0, 20), 'usersig'];
  for (const secret of secrets) expect(texts.join('\n')).not.toContain(secret);
});
