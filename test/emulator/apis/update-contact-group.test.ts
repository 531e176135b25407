import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call, user } = await emulateApi('/v4/recentcontact/update_contact_group');

const update = (UpdateGroup: object, From_Account = 'user_0001') => call({ From_Account, UpdateType: 1, UpdateGroup });
const rename = (OldGroupName: string, NewGroupName: string) =>
  update({ UpdateGroupType: 1, OldGroupName, NewGroupName });
const change = (OldGroupName: string, ContactUpdateItem: readonly object[]) =>
  update({ UpdateGroupType: 2, OldGroupName, ContactUpdateItem });
const add = (ContactItem: object) => ({ ContactOptType: 1, ContactItem });
const remove = (ContactItem: object) => ({ ContactOptType: 2, ContactItem });
const peer = { Type: 1, To_Account: 'user_0002' };
const desk = { Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' };
const unknown = { Type: 2, ToGroupId: '@TGS#unknown' };

test('a group is renamed and keeps its number', async () => {
  expect(await rename('group_0002', 'friends')).toMatchObject({
    UpdateType: 1,
    UpdateGroupResult: { UpdateGroupType: 1, GroupName: 'friends', GroupId: 2, OldGroupName: 'group_0002' },
    ErrorCode: 0,
  });
  expect(user('user_0001')?.contactGroups).toContainEqual({ GroupName: 'friends', GroupId: 2 });
  expect(await rename('group_0002', 'friends')).toMatchObject({ ErrorCode: 51009 });
});

test('a group may keep its name, but not take the name of another', async () => {
  expect(await rename('group_0001', 'group_0001')).toMatchObject({ ErrorCode: 0 });
  expect(await rename('group_0001', 'group_0002')).toMatchObject({
    ErrorCode: 50002,
    ErrorInfo: expect.stringMatching(named('UpdateGroup.NewGroupName')),
  });
});

test('conversations are added and removed, each with a result', async () => {
  expect(await change('group_0002', [add(desk), remove(peer), add(unknown)])).toMatchObject({
    ErrorCode: 0,
    UpdateGroupResult: {
      ContactResultItem: [
        { ...add(desk), ResultCode: 0 },
        { ...remove(peer), ResultCode: 0 },
        { ...add(unknown), ResultCode: 51007 },
      ],
    },
  });
  expect(user('user_0001')?.contacts).toMatchObject([{ ContactGroupId: [1] }, { ContactGroupId: [1, 2] }]);
});

test('a conversation without groups and marks is dropped', async () => {
  await change('group_0001', [remove(desk)]);
  expect(user('user_0001')?.contacts).toMatchObject([{ conversation: 'C2Cuser_0002' }]);
});

test.each([
  ['an unknown group', () => change('nothing', [add(peer)]), 51009],
  ['no conversation', () => change('group_0001', []), 51006],
  ['101 conversations', () => change('group_0001', Array(101).fill(add(peer))), 51006],
  ['an empty new name', () => rename('group_0001', ''), 51011],
  ['a new name of 65 bytes', () => rename('group_0001', 'a'.repeat(65)), 51011],
  ['an unknown user', () => update({ UpdateGroupType: 1, OldGroupName: 'a', NewGroupName: 'b' }, 'nobody'), 50001],
])('%s fails as a whole', async (_, fail, ErrorCode) => {
  expect(await fail()).toMatchObject({ ActionStatus: 'FAIL', ErrorCode });
});

test('without the edition it is 51013', async () => {
  emulator.configure({ contactGroups: false });
  expect(await rename('group_0001', 'a')).toMatchObject({ ErrorCode: 51013 });
});

test.each([
  ['UpdateType', { From_Account: 'user_0001', UpdateType: 2, UpdateGroup: {} }],
  ['UpdateGroup.UpdateGroupType', { UpdateGroupType: 3 }],
  ['UpdateGroup.NewGroupName', { UpdateGroupType: 1, OldGroupName: 'group_0001' }],
  ['UpdateGroup.OldGroupName', { UpdateGroupType: 2, ContactUpdateItem: [add(peer)] }],
  [
    'UpdateGroup.ContactUpdateItem[0].ContactOptType',
    { UpdateGroupType: 2, OldGroupName: 'group_0001', ContactUpdateItem: [{ ContactItem: peer }] },
  ],
])('50002 names %s', async (field, body) => {
  const answer = await ('UpdateType' in body ? call(body) : update(body));
  expect(answer).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
