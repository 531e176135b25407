import { afterAll, beforeEach, expect, test } from 'vitest';
import { signedAnswer } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';

const emulator = await startEmulator();
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

function top(body: unknown) {
  return signedAnswer({ url: emulator.url, path: '/v4/recentcontact/top', body });
}

const c2c = (...users: string[]) => users.map((user) => ({ Type: 1, To_Account: user }));
const pin = (...users: string[]) =>
  top({ From_Account: 'user_0001', OperationType: 1, RecentContactItem: c2c(...users) });
const unpin = (...users: string[]) =>
  top({ From_Account: 'user_0001', OperationType: 2, RecentContactItem: c2c(...users) });
const pins = (user: string) => emulator.state().users.find(({ UserID }) => UserID === user)?.pins;

test('pins keep their order, and a repeated pin its place', async () => {
  await pin('b', 'a');
  await pin('c', 'b', 'c');
  await top({ From_Account: 'user_0001', OperationType: 1, RecentContactItem: [{ Type: 2, GroupId: 'b' }] });
  expect(pins('user_0001')).toEqual(['C2Cb', 'C2Ca', 'C2Cc', 'GROUPb']);
  expect(await unpin('a', 'unknown')).toMatchObject({ ErrorCode: 0 });
  expect(pins('user_0001')).toEqual(['C2Cb', 'C2Cc', 'GROUPb']);
});

test('going over 50 pins is 51012 and changes nothing', async () => {
  const full = pins('user_0050');
  const more = { From_Account: 'user_0050', OperationType: 1, RecentContactItem: c2c('peer_1', 'peer_51') };
  expect(await top(more)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 51012 });
  expect(pins('user_0050')).toEqual(full);
  expect(await top({ ...more, RecentContactItem: c2c('peer_1') })).toMatchObject({ ErrorCode: 0 });
});

test('an account that was not imported is 50001', async () => {
  expect(await top({ From_Account: 'nobody', OperationType: 1, RecentContactItem: c2c('a') })).toMatchObject({
    ErrorCode: 50001,
  });
});

const right = { From_Account: 'user_0001', OperationType: 1, RecentContactItem: c2c('a') };

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
  expect(await top(body)).toEqual({
    ActionStatus: 'FAIL',
    ErrorCode: 50002,
    ErrorInfo: expect.stringMatching(new RegExp(`^${RegExp.escape(field)} must (be|not be) `)),
  });
});
