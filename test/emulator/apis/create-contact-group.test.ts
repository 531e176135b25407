import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call, user } = await emulateApi('/v4/recentcontact/create_contact_group', {
  limits: { contactGroups: 4, contacts: 3 },
});

const c2c = (user: string) => ({ Type: 1, To_Account: user });
const desk = { Type: 2, ToGroupId: '@TGS#1B2AUI7RZ' };
const create = (GroupName: string, ContactItem?: readonly unknown[], From_Account = 'user_0001') =>
  call({ From_Account, GroupContactItem: [{ GroupName, ContactItem }] });

test('a new group gets the next number, and its conversations are in it', async () => {
  expect(await create('new', [c2c('user_0003'), desk])).toMatchObject({
    GroupResultItem: [
      { GroupItem: { GroupName: 'new', GroupId: 4 }, ResultItem: [{ ResultCode: 0 }, { ResultCode: 0 }] },
    ],
  });
  expect(user('user_0001')?.contacts).toMatchObject([
    { conversation: 'C2Cuser_0002', ContactGroupId: [1, 2] },
    { conversation: 'GROUP@TGS#1B2AUI7RZ', ContactGroupId: [1, 4] },
    { conversation: 'C2Cuser_0003', ContactGroupId: [4], StandardMark: '' },
  ]);
});

test('an existing name means the same group', async () => {
  expect(await create('group_0002', [c2c('user_0003')])).toMatchObject({
    GroupResultItem: [{ GroupItem: { GroupId: 2 } }],
  });
  expect(user('user_0001')?.contactGroups).toHaveLength(3);
});

test('a group can be created without conversations', async () => {
  const created = [await create('a', undefined, 'user_0002'), await create('b', [], 'user_0002')];
  expect(created).toMatchObject(
    [1, 2].map((GroupId) => ({ GroupResultItem: [{ GroupItem: { GroupId }, ResultItem: [] }] })),
  );
});

test('an unknown chat group fails without affecting other items', async () => {
  const unknown = { Type: 2, ToGroupId: '@TGS#unknown' };
  expect(await create('new', [c2c('a'), unknown])).toMatchObject({
    ErrorCode: 0,
    GroupResultItem: [
      {
        ResultItem: [
          { ContactItem: c2c('a'), ResultCode: 0, ResultInfo: '' },
          { ContactItem: unknown, ResultCode: 51007, ResultInfo: expect.stringMatching(/./) },
        ],
      },
    ],
  });
});

test('only a conversation beyond the limit fails, and one that is already in a group does not count', async () => {
  const codes = ({ GroupResultItem }: Readonly<Record<string, unknown>>) =>
    JSON.stringify(GroupResultItem).match(/(?<="ResultCode":)\d+/g);
  expect(codes(await create('new', [c2c('a'), c2c('b'), desk]))).toEqual(['0', '51008', '0']);
});

test.each([
  ['a group beyond the limit', () => create('4').then(() => create('5')), 51010],
  ['an empty name', () => create(''), 51011],
  ['a name of 65 bytes', () => create(`啊${'a'.repeat(62)}`), 51011],
  [
    '101 conversations',
    () =>
      create(
        'new',
        Array.from({ length: 101 }, (_, index) => c2c(`${index}`)),
      ),
    51006,
  ],
  ['an unknown user', () => create('new', [], 'nobody'), 50001],
])('%s fails as a whole and changes nothing', async (_, create, ErrorCode) => {
  expect(await create()).toMatchObject({ ActionStatus: 'FAIL', ErrorCode });
  expect(user('user_0001')?.contacts).toHaveLength(2);
});

test('a name of 64 bytes is allowed', async () => {
  expect(await create(`啊${'a'.repeat(61)}`)).toMatchObject({ ErrorCode: 0 });
});

test('without the edition it is 51013', async () => {
  emulator.configure({ contactGroups: false });
  expect(await create('new')).toMatchObject({ ErrorCode: 51013 });
});

test.each([
  ['From_Account', { GroupContactItem: [{ GroupName: 'new' }] }],
  ['GroupContactItem', { From_Account: 'user_0001', GroupContactItem: { GroupName: 'new' } }],
  ['GroupContactItem', { From_Account: 'user_0001', GroupContactItem: [{ GroupName: 'a' }, { GroupName: 'b' }] }],
  ['GroupContactItem[0].GroupName', { From_Account: 'user_0001', GroupContactItem: [{}] }],
  [
    'GroupContactItem[0].ContactItem[0].ToGroupId',
    { From_Account: 'user_0001', GroupContactItem: [{ GroupName: 'a', ContactItem: [{ Type: 2, GroupId: 'b' }] }] },
  ],
])('50002 names %s', async (field, body) => {
  expect(await call(body)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
