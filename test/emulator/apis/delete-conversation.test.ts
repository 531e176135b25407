import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { call, user } = await emulateApi('/v4/recentcontact/delete');

const right = { From_Account: 'user_0001', Type: 2, ToGroupid: '@TGS#1B2AUI7RZ', ClearRamble: 1 };

test('a conversation leaves the list; its groups and marks stay', async () => {
  expect(await call(right)).toMatchObject({ ErrorCode: 0 });
  expect(user('user_0001')?.conversations.map(({ conversation }) => conversation)).toEqual([
    'C2Cuser_0002',
    'C2Cuser_0003',
  ]);
  expect(user('user_0001')?.contacts).toHaveLength(2);
  expect(await call(right)).toMatchObject({ ErrorCode: 0 });
});

test('its pin goes with it', async () => {
  await call({ From_Account: 'user_0050', Type: 1, To_Account: 'peer_2', ClearRamble: 0 });
  expect(user('user_0050')?.pins.slice(0, 2)).toEqual(['C2Cpeer_1', 'C2Cpeer_3']);
});

test('the id of the other Type is ignored', async () => {
  expect(await call({ ...right, Type: 1, To_Account: 'user_0003', ToGroupid: 7 })).toMatchObject({ ErrorCode: 0 });
  expect(user('user_0001')?.conversations).toHaveLength(2);
});

test('an unknown user is 50001', async () => {
  expect(await call({ ...right, From_Account: 'nobody' })).toMatchObject({ ErrorCode: 50001 });
});

test.each([
  ['the body', null],
  ['Type', { From_Account: 'user_0001', ToGroupid: '@TGS#1B2AUI7RZ' }],
  ['ToGroupid', { From_Account: 'user_0001', Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' }],
  ['ClearRamble', { ...right, ClearRamble: 2 }],
])('50002 names %s', async (field, body) => {
  expect(await call(body)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
