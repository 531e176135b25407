import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const now = 1_775_552_160;
const { call, user } = await emulateApi('/v4/recentcontact/top', {
  limits: { pins: 3 },
  seed: { users: [{ UserID: 'ann', conversations: [{ conversation: 'C2Cold', MsgTime: 7 }] }], groups: [] },
});

const c2c = (...users: readonly string[]) => users.map((To_Account) => ({ Type: 1, To_Account }));
const pin = (...users: readonly string[]) =>
  call({ From_Account: 'ann', OperationType: 1, RecentContactItem: c2c(...users) });
const unpin = (...users: readonly string[]) =>
  call({ From_Account: 'ann', OperationType: 2, RecentContactItem: c2c(...users) });
const pins = () => user('ann')?.pins;

test('pins keep their order, and a repeated pin keeps its place', async () => {
  await pin('b', 'a');
  await pin('b');
  await call({ From_Account: 'ann', OperationType: 1, RecentContactItem: [{ Type: 2, GroupId: 'b' }] });
  expect(pins()).toEqual(['C2Cb', 'C2Ca', 'GROUPb']);
  expect(await unpin('a', 'unknown')).toMatchObject({ ErrorCode: 0 });
  expect(pins()).toEqual(['C2Cb', 'GROUPb']);
});

test('a pinned conversation joins the list, or keeps its time there', async () => {
  await pin('new', 'old');
  expect(user('ann')?.conversations).toEqual([
    { conversation: 'C2Cold', MsgTime: 7 },
    { conversation: 'C2Cnew', MsgTime: expect.any(Number) },
  ]);
  expect(user('ann')?.conversations[1]?.MsgTime).toBeGreaterThan(now);
});

test('a call over the limit is 51012 and changes nothing', async () => {
  await pin('a', 'b', 'c');
  expect(await pin('a', 'd')).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 51012 });
  expect(pins()).toEqual(['C2Ca', 'C2Cb', 'C2Cc']);
  expect(await pin('a')).toMatchObject({ ErrorCode: 0 });
});

const right = { From_Account: 'ann', OperationType: 1, RecentContactItem: c2c('a') };

test('an account that was not imported is 50001', async () => {
  expect(await call({ ...right, From_Account: 'nobody' })).toMatchObject({ ErrorCode: 50001 });
});

test.each([
  ['the body', []],
  ['From_Account', { ...right, From_Account: undefined }],
  ['From_Account', { ...right, From_Account: 1 }],
  ['From_Account', { ...right, From_Account: '' }],
  ['OperationType', { ...right, OperationType: '1' }],
  ['OperationType', { ...right, OperationType: 3 }],
  ['RecentContactItem', { ...right, RecentContactItem: {} }],
  ['RecentContactItem', { ...right, RecentContactItem: [] }],
  ['RecentContactItem[1].Type', { ...right, RecentContactItem: [...c2c('a'), { Type: '1', To_Account: 'a' }] }],
  ['RecentContactItem[0].Type', { ...right, RecentContactItem: [{ Type: true, To_Account: 'a' }] }],
  ['RecentContactItem[0].To_Account', { ...right, RecentContactItem: [{ Type: 1, GroupId: 'a' }] }],
  ['RecentContactItem[0].To_Account', { ...right, RecentContactItem: [{ Type: 1, To_Account: null }] }],
  ['RecentContactItem[0].GroupId', { ...right, RecentContactItem: [{ Type: 2, ToGroupId: 'a' }] }],
])('50002 names %s', async (field, body) => {
  expect(await call(body)).toEqual({
    ActionStatus: 'FAIL',
    ErrorCode: 50002,
    ErrorInfo: expect.stringMatching(named(field)),
  });
});
