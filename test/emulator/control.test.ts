import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { seededApp } from '#test/emulator/seed';
import { type Signer, signedAnswer, tencentUserSig } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';

const emulator = await startEmulator({ limits: { calls: 5 } });
afterAll(emulator.close);
beforeEach(emulator.reset);

const get = (name: string) => fetch(`${emulator.url}/_emulator/${name}`);
const post = (name: string, body?: unknown, url = emulator.url) =>
  fetch(`${url}/_emulator/${name}`, { method: 'POST', body: JSON.stringify(body) ?? '' });
const remove = (name: string) => fetch(`${emulator.url}/_emulator/${name}`, { method: 'DELETE' });

const pin = {
  path: '/v4/recentcontact/top',
  body: { From_Account: 'user_0001', OperationType: 1, RecentContactItem: [{ Type: 1, To_Account: 'user_0002' }] },
};
const search = { path: '/v4/group_search/search', body: { Keywords: ['啊'], Count: 1 } };
const call = (signer: Signer = {}, api: typeof pin | typeof search = pin) =>
  signedAnswer({ url: emulator.url, ...api, signer });

test('calls lists the calls that arrived and their answers', async () => {
  const before = Date.now();
  await call();
  expect(await (await get('calls')).json()).toEqual([
    {
      arrivedAt: expect.any(Number),
      connection: expect.any(Number),
      method: 'POST',
      path: pin.path,
      query: { sdkappid: '1400000000', identifier: 'administrator', random: '4294967295', contenttype: 'json' },
      signatureHeld: true,
      bodyText: JSON.stringify(pin.body),
      body: pin.body,
      fault: null,
      status: 200,
      ErrorCode: 0,
    },
  ]);
  expect(emulator.calls()[0]?.arrivedAt).toBeGreaterThanOrEqual(before);
});

test('the oldest calls are dropped', async () => {
  await call();
  for (let time = 0; time < 5; time += 1) await call({ identifier: `caller_${time}` });
  expect(emulator.calls().map(({ query }) => query.identifier)).toEqual([0, 1, 2, 3, 4].map((n) => `caller_${n}`));
  expect(emulator.takeCalls()).toHaveLength(5);
  expect(emulator.calls()).toEqual([]);
});

test('state shows all of Chat’s data, with every digit', async () => {
  await call();
  const text = await (await get('state')).text();
  expect(JSON.parse(text)).toMatchObject({
    region: 'singapore',
    app: { sdkAppId: 1_400_000_000, admins: ['administrator'], region: 'singapore' },
    users: expect.arrayContaining([
      expect.objectContaining({ UserID: 'user_0001', pins: ['C2Cuser_0002'], profile: expect.objectContaining({}) }),
    ]),
    groups: expect.arrayContaining([
      expect.objectContaining({
        GroupID: '@TGS#2BZNQWAG2',
        members: [
          { UserID: 'wangkun', NameCard: '' },
          { UserID: 'administrator', NameCard: '' },
        ],
      }),
    ]),
    hidden: [{ SetType: 1, UserID: 'test' }],
  });
  expect(text).toContain('"TinyID":144115214578713345');
});

test('faults can be planned, listed with their remaining counts, and cancelled', async () => {
  const planned = await post('fault', { kind: 'code', ErrorCode: 60008, path: pin.path, skip: 1, times: 2 });
  expect(await planned.json()).toEqual({ id: 1, kind: 'code', path: pin.path, skip: 1, times: 2, ErrorCode: 60008 });
  await post('fault', { kind: 'cut', times: 'always', path: '/v4/other/path' });
  expect([(await call()).ErrorCode, (await call()).ErrorCode]).toEqual([0, 60008]);
  expect(await (await get('faults')).json()).toMatchObject([
    { id: 1, skip: 0, times: 1 },
    { id: 2, kind: 'cut', times: 'always' },
  ]);
  expect((await remove('fault/1')).status).toBe(204);
  expect((await remove('fault/1')).status).toBe(400);
  expect((await call()).ErrorCode).toBe(0);
  expect(emulator.faults()).toMatchObject([{ id: 2 }]);
  expect(emulator.cancelFault(2)).toBe(true);
});

test('key changes the key', async () => {
  const secretKey = 'beef'.repeat(16);
  expect((await post('key', { secretKey })).status).toBe(204);
  expect([(await call()).ErrorCode, (await call({ secretKey })).ErrorCode]).toEqual([70009, 0]);
});

test('app changes the app', async () => {
  expect((await post('app', { cloudSearch: false, admins: ['user_0002'] })).status).toBe(204);
  expect(await call()).toMatchObject({ ErrorCode: 60010 });
  expect(await call({ identifier: 'user_0002' }, search)).toMatchObject({ ErrorCode: 60020 });
});

test('accounts, groups, members and conversations are added', async () => {
  const group = { GroupID: '@TGS#new', GroupName: '新', GroupOwnerUserID: 'ann', members: [{ UserID: 'ann' }] };
  const conversation = { From_Account: 'ann', Type: 2, ToGroupId: '@TGS#new', MsgTime: 1_775_552_160 };
  const added = [
    await post('account', { UserID: 'ann', Nick: 'Ann' }),
    await post('group', group),
    await post('member', { GroupID: '@TGS#new', UserID: 'user_0002', NameCard: 'Two' }),
    await post('conversation', conversation),
    await post('conversation', { ...conversation, MsgTime: 1_775_552_161 }),
  ];
  expect(added.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
  const { users, groups } = emulator.state();
  expect(users.at(-1)).toMatchObject({
    UserID: 'ann',
    profile: { Nick: 'Ann' },
    conversations: [{ conversation: 'GROUP@TGS#new', MsgTime: 1_775_552_161 }],
  });
  expect(groups.at(-1)).toMatchObject({
    GroupType: 'Public',
    members: [
      { UserID: 'ann', NameCard: '' },
      { UserID: 'user_0002', NameCard: 'Two' },
    ],
  });
});

test('a conversation without a time gets the current one', () => {
  const before = Math.floor(Date.now() / 1000);
  emulator.addConversation({ From_Account: 'user_0003', Type: 1, To_Account: 'user_0002' });
  const { conversations = [] } = emulator.state().users.find(({ UserID }) => UserID === 'user_0003') ?? {};
  expect(conversations[0]?.MsgTime).toBeGreaterThanOrEqual(before);
});

test.each([
  ['account', { UserID: 'user_0001' }, 'user_0001 exists'],
  ['group', { GroupID: '@TGS#1B2AUI7RZ', GroupName: 'a', GroupOwnerUserID: 'wangkun' }, '@TGS#1B2AUI7RZ exists'],
  ['group', { GroupID: 'new', GroupName: 'a', GroupOwnerUserID: 'nobody' }, 'nobody is not an account'],
  ['member', { GroupID: '@TGS#unknown', UserID: 'wangkun' }, '@TGS#unknown is not a group'],
  ['member', { GroupID: '@TGS#1B2AUI7RZ', UserID: 'user_0001' }, 'user_0001 exists'],
  ['conversation', { From_Account: 'nobody', Type: 1, To_Account: 'a' }, 'nobody is not an account'],
])('what exists already, or belongs to nothing, is 400: %s %j', async (name, body, error) => {
  const before = emulator.state();
  const response = await post(name, body);
  expect([response.status, await response.json()]).toEqual([400, { error }]);
  expect(emulator.state()).toEqual(before);
});

test.each([
  ['account', ['ann', 'ben', 'cat'].map((UserID) => ({ UserID })), 'expected at most 2 accounts'],
  [
    'group',
    ['a', 'b', 'c'].map((GroupID) => ({ GroupID, GroupName: 'a', GroupOwnerUserID: 'ann' })),
    'expected at most 2 groups',
  ],
  ['fault', Array(3).fill({ kind: 'cut', times: 'always' }), 'expected at most 2 pending faults'],
])('one %s too many is 400', async (name, bodies, error) => {
  const users = name === 'account' ? [] : [{ UserID: 'ann' }];
  const small = await startEmulator({ seed: { users, groups: [] }, limits: { accounts: 2, groups: 2, faults: 2 } });
  onTestFinished(small.close);
  const answers: Response[] = [];
  for (const body of bodies) answers.push(await post(name, body, small.url));
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
  expect(answers[2]?.status).toBe(400);
  expect(await answers[2]?.json()).toEqual({ error: `${error}; there are as many already` });
});

test('reset restores the initial state', async () => {
  const before = emulator.state();
  await call();
  await post('account', { UserID: 'ann' });
  await post('key', { secretKey: 'beef'.repeat(16) });
  await post('app', { admins: [] });
  await post('fault', { kind: 'cut', times: 'always' });
  expect((await post('reset')).status).toBe(204);
  expect(emulator.calls()).toEqual([]);
  expect(emulator.faults()).toEqual([]);
  expect(emulator.state()).toEqual(before);
  expect(await call()).toMatchObject({ ErrorCode: 0 });
});

test.each([
  ['fault', {}],
  ['fault', { kind: 'toString' }],
  ['fault', { kind: 'code' }],
  ['fault', { kind: ['cut'] }],
  ['fault', { kind: 'cut', times: 0 }],
  ['fault', { kind: 'cut', tims: 2 }],
  ['fault', { kind: 'delay', milliseconds: 3_600_001 }],
  ['fault', { kind: 'rotatedKey', secretKey: 7 }],
  ['key', { secretKey: '' }],
  ['key', undefined],
  ['app', { secretKey: 'beef' }],
  ['app', { region: 'atlantis' }],
  ['account', { UserID: '' }],
  ['account', { UserID: 'ann', Nickname: 'Ann' }],
  ['group', { GroupID: 'new' }],
  ['member', { GroupID: '@TGS#1B2AUI7RZ' }],
  ['conversation', { From_Account: 'user_0001', Type: 2, GroupId: '@TGS#1B2AUI7RZ' }],
])('a body that does not fit is 400: %s %j', async (name, body) => {
  const response = await post(name, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.stringMatching(/./) });
});

test.each([
  ['fault', { kind: 'slow' }, 'expected one of code, delay, cut, '],
  ['fault', { kind: 'delay', milliseconds: -1 }, 'expected number to be >=0\n  → at milliseconds'],
  ['account', { UserID: 7 }, 'expected string, received number\n  → at UserID'],
  ['app', { cloudSearch: 1 }, 'expected boolean, received number\n  → at cloudSearch'],
])('a refusal names the field and says what was expected: %s %j', async (name, body, error) => {
  expect(await (await post(name, body)).json()).toEqual({ error: expect.stringContaining(error) });
});

test('any other control is 404 with the ones that there are', async () => {
  const response = await get('key');
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: expect.stringContaining('GET /_emulator/state, GET /_emulator/faults, '),
  });
  expect((await post('calls')).status).toBe(404);
  expect((await remove('fault/one')).status).toBe(404);
  expect((await remove('calls/1')).status).toBe(404);
});

test('no answer contains a key or a signature', async () => {
  const secretKey = 'cafe'.repeat(16);
  await call();
  await post('fault', { kind: 'rotatedKey', secretKey });
  await call();
  await post('key', { secretKey });
  await call({ secretKey });
  const answers = [
    post('fault', { kind: 'rotatedKey', secretKey, times: 'always' }),
    get('faults'),
    get('calls'),
    get('state'),
    post('key', { secretKey, more: secretKey }),
    post('fault', { secretKey }),
  ];
  const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
  const secrets = [secretKey, seededApp.secretKey, tencentUserSig().slice(0, 20), 'usersig'];
  for (const secret of secrets) expect(texts.join('\n')).not.toContain(secret);
});
