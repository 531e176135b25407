import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call } = await emulateApi('/v4/im_open_search/get_no_visibility', {
  seed: {
    users: [{ UserID: 'ann' }],
    groups: [{ GroupID: 'desk', GroupName: 'Desk', GroupOwnerUserID: 'ann' }],
    hidden: [
      { SetType: 1, UserID: 'ann' },
      { SetType: 3, UserID: 'ann', GroupID: 'desk' },
      { SetType: 1, UserID: 'bob' },
    ],
  },
});

test('lists one kind with its own ids', async () => {
  expect(await call({ SetType: 1 })).toMatchObject({
    TotalCount: 2,
    NoVisibleData: [{ UserID: 'ann' }, { UserID: 'bob' }],
  });
  expect(await call({ SetType: 2 })).toMatchObject({ TotalCount: 0, NoVisibleData: [], IsFinish: true, Cursor: '' });
  expect(await call({ SetType: 3 })).toMatchObject({ NoVisibleData: [{ UserID: 'ann', GroupID: 'desk' }] });
});

test('pages follow each other by the cursor, which is valid for one kind only', async () => {
  const { Cursor } = await call({ SetType: 1, Count: 1 });
  expect(await call({ SetType: 1, Count: 1, Cursor })).toMatchObject({
    NoVisibleData: [{ UserID: 'bob' }],
    IsFinish: false,
  });
  expect(await call({ SetType: 3, Count: 1, Cursor })).toMatchObject({ ErrorCode: 27003 });
});

test('without the plugin it is 60020', async () => {
  emulator.configure({ cloudSearch: false });
  expect(await call({ SetType: 1 })).toMatchObject({ ErrorCode: 60020 });
});

test.each([
  ['SetType', { SetType: 4 }],
  ['Count', { SetType: 1, Count: 0 }],
  ['Cursor', { SetType: 1, Cursor: 0 }],
])('27003 names %s', async (field, body) => {
  expect(await call(body)).toMatchObject({ ErrorCode: 27003, ErrorInfo: expect.stringMatching(named(field)) });
});
