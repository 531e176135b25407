import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';
import { signedAnswer } from '#test/emulator/signed-call';

const { emulator, call } = await emulateApi('/v4/im_open_search/set_visibility');

const desk = '@TGS#1B2AUI7RZ';
const user = { SetType: 1, UserID: 'user_0002' };
const group = { SetType: 2, GroupID: desk };
const member = { SetType: 3, UserID: 'user_0002', GroupID: desk };

/** The number of times that each search finds the user or the group. */
const hits = async () => {
  const searches = [
    ['/v4/user_search/search', 'user_0002'],
    ['/v4/group_search/search', desk],
    ['/v4/group_member_search/search', 'user_0002'],
  ] as const;
  const answers = searches.map(([path, keyword]) =>
    signedAnswer({ url: emulator.url, path, body: { Keywords: [keyword], Count: 10 } }),
  );
  return (await Promise.all(answers)).map(({ TotalCount }) => TotalCount);
};

test.each([
  ['a user', user, [0, 1, 3]],
  ['a group', group, [1, 0, 3]],
  ['a member', member, [1, 1, 2]],
])('%s is hidden from its own search only', async (_, entry, expected) => {
  expect(await call({ ...entry, IsDisable: true })).toMatchObject({ ErrorCode: 0 });
  expect(await call({ ...entry, IsDisable: true })).toMatchObject({ ErrorCode: 0 });
  expect(emulator.state().hidden).toEqual([{ SetType: 1, UserID: 'test' }, entry]);
  expect(await hits()).toEqual(expected);
});

test('shows a hidden entry again, also when IsDisable is left out', async () => {
  await call({ ...member, IsDisable: true });
  expect(await call(member)).toMatchObject({ ErrorCode: 0 });
  expect(await hits()).toEqual([1, 1, 3]);
});

test('the id that does not fit SetType is ignored', async () => {
  await call({ ...member, SetType: 1, GroupID: 7, IsDisable: true });
  expect(emulator.state().hidden).toContainEqual(user);
});

test('without the plugin it is 60020', async () => {
  emulator.configure({ cloudSearch: false });
  expect(await call(user)).toMatchObject({ ErrorCode: 60020 });
});

test.each([
  ['SetType', { SetType: '1', UserID: 'user_0002' }],
  ['UserID', { SetType: 1, GroupID: desk }],
  ['UserID', { SetType: 1, UserID: 'nobody' }],
  ['GroupID', { SetType: 2, UserID: 'user_0002' }],
  ['GroupID', { SetType: 2, GroupID: '@TGS#unknown' }],
  ['GroupID', { SetType: 3, UserID: 'user_0002' }],
  ['UserID', { SetType: 3, UserID: 'abcd', GroupID: desk }],
  ['IsDisable', { ...user, IsDisable: 1 }],
])('27003 names %s: %j', async (field, body) => {
  expect(await call(body)).toMatchObject({ ErrorCode: 27003, ErrorInfo: expect.stringMatching(named(field)) });
});
