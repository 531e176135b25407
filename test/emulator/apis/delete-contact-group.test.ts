import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call, user } = await emulateApi('/v4/recentcontact/del_contact_group');

const remove = (GroupName: unknown, From_Account = 'user_0001') => call({ From_Account, GroupName });

test('a group is deleted, and its conversations leave it', async () => {
  expect(await remove(['group_0001'])).toMatchObject({ GroupItem: [{ GroupName: 'group_0001', GroupId: 1 }] });
  const left = user('user_0001');
  expect(left?.contactGroups.map(({ GroupId }) => GroupId)).toEqual([2, 3]);
  expect(left?.contacts).toMatchObject([{ conversation: 'C2Cuser_0002', ContactGroupId: [2] }]);
  expect(left?.conversations).toHaveLength(3);
});

test('a group that does not exist is 51009, also on a repeated call', async () => {
  await remove(['group_0001']);
  expect(await remove(['group_0001'])).toMatchObject({ ErrorCode: 51009 });
});

test('an unknown user is 50001, a missing edition 51013', async () => {
  expect(await remove(['group_0001'], 'nobody')).toMatchObject({ ErrorCode: 50001 });
  emulator.configure({ contactGroups: false });
  expect(await remove(['group_0001'])).toMatchObject({ ErrorCode: 51013 });
});

test.each([
  ['GroupName', 'group_0001'],
  ['GroupName', ['group_0001', 'group_0002']],
  ['GroupName', []],
  ['GroupName[0]', ['']],
])('50002 names %s', async (field, GroupName) => {
  expect(await remove(GroupName)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
