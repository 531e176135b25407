import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call: search } = await emulateApi('/v4/recentcontact/search_contact_group');

const c2c = { Type: 1, To_Account: 'user_0002' };
const group = { Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' };
const right = { From_Account: 'user_0001', ContactItem: [c2c] };

test('lists conversations with groups or marks once each, in the order of the request', async () => {
  const answer = await search({ ...right, ContactItem: [group, { Type: 1, To_Account: 'user_0003' }, c2c, group] });
  expect(answer.ContactResultItem).toEqual([expect.objectContaining(group), expect.objectContaining(c2c)]);
});

test('lists only the conversation groups that the results name', async () => {
  expect((await search({ ...right, ContactItem: [group] })).GroupItem).toEqual([
    { GroupName: 'group_0001', GroupId: 1 },
  ]);
  expect(await search({ ...right, From_Account: 'user_0002' })).toMatchObject({ ContactResultItem: [], GroupItem: [] });
});

test('looks up 300 conversations at once, but not 301', async () => {
  const items = (length: number) => Array.from({ length }, (_, index) => ({ Type: 1, To_Account: `peer_${index}` }));
  expect(await search({ ...right, ContactItem: items(300) })).toMatchObject({ ErrorCode: 0 });
  expect(await search({ ...right, ContactItem: items(301) })).toMatchObject({
    ErrorCode: 50002,
    ErrorInfo: 'ContactItem must not hold more than 300 conversations',
  });
});

test('an unknown group is 51007, an unknown account 50001, a missing edition 51013', async () => {
  const unknown = { Type: 2, ToGroupId: '@TGS#unknown' };
  expect(await search({ ...right, ContactItem: [c2c, unknown] })).toMatchObject({ ErrorCode: 51007 });
  expect(await search({ ...right, From_Account: '__proto__' })).toMatchObject({ ErrorCode: 50001 });
  emulator.configure({ contactGroups: false });
  expect(await search(right)).toMatchObject({ ErrorCode: 51013 });
});

test.each([
  ['From_Account', { ...right, From_Account: null }],
  ['ContactItem', { From_Account: 'user_0001' }],
  ['ContactItem', { ...right, ContactItem: [] }],
  ['ContactItem[0]', { ...right, ContactItem: ['user_0002'] }],
  ['ContactItem[0].Type', { ...right, ContactItem: [{ Type: 3, To_Account: 'user_0002' }] }],
  ['ContactItem[0].To_Account', { ...right, ContactItem: [{ ...c2c, To_Account: '' }] }],
  ['ContactItem[0].ToGroupId', { ...right, ContactItem: [{ Type: 2, GroupId: '@TGS#1B2AUI7RZ' }] }],
])('50002 names %s', async (field, body) => {
  expect(await search(body)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
