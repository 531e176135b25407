import { expect, test } from 'vitest';
import { emulateApi, named } from '#test/emulator/emulate-api';

const { emulator, call } = await emulateApi('/v4/user_search/search', {
  seed: {
    users: [
      { UserID: 'ann', Nick: 'Ann Lee', Gender: 'Gender_Type_Female', BirthDay: 19_900_101 },
      { UserID: 'bob', Nick: 'Bob Lee', Gender: 'Gender_Type_Male', BirthDay: 20_000_101 },
      { UserID: 'lee' },
    ],
    groups: [],
  },
});

const search = (fields: object) => call({ Keywords: ['lee'], Count: 10, ...fields });
const found = async (fields: object) => JSON.stringify((await search(fields)).Users).match(/(?<="UserID":")\w+/g);

test('part of a nickname is found in any case, an id only as a whole', async () => {
  expect(await found({})).toEqual(['ann', 'bob', 'lee']);
  expect(await found({ Keywords: ['LEE'] })).toEqual(['ann', 'bob']);
  expect(await found({ Keywords: ['an'] })).toEqual(['ann']);
  expect(await found({ Keywords: ['le'] })).toEqual(['ann', 'bob']);
});

test('the profile is a list of tags with text or number values', async () => {
  expect(await search({ Keywords: ['ann'] })).toMatchObject({
    TotalCount: 1,
    IsFinish: true,
    Users: [
      {
        UserID: 'ann',
        ProfileItems: [
          { Tag: 'Tag_Profile_IM_Nick', StrValue: 'Ann Lee' },
          { Tag: 'Tag_Profile_IM_Gender', StrValue: 'Gender_Type_Female' },
          { Tag: 'Tag_Profile_IM_BirthDay', IntValue: 19_900_101 },
        ],
      },
    ],
  });
});

test('gender and birthday narrow the search', async () => {
  expect(await found({ UserGenderType: 'Gender_Type_Male' })).toEqual(['bob']);
  expect(await found({ UserGenderType: 'Gender_Type_Unknown' })).toEqual(['lee']);
  expect(await found({ UserGenderType: '', UserBirthStart: 1, UserBirthEnd: 19_991_231 })).toEqual(['ann']);
  expect(await found({ UserBirthEnd: 1 })).toEqual(['lee']);
  expect(await found({ UserBirthStart: 19_900_101, UserBirthEnd: 20_000_101 })).toEqual(['ann', 'bob']);
});

test('a full page is never the last', async () => {
  const first = await search({ Count: 3 });
  expect(first).toMatchObject({ IsFinish: false, TotalCount: 3 });
  expect(await search({ Count: 3, Cursor: first.Cursor })).toMatchObject({ IsFinish: true, Users: [], Cursor: '' });
});

test('without the plugin the search is 60020', async () => {
  emulator.configure({ cloudSearch: false });
  expect(await search({})).toMatchObject({ ErrorCode: 60020 });
});

test.each([
  ['Keywords', { Keywords: [] }],
  ['Count', { Count: undefined }],
  ['UserGenderType', { UserGenderType: 'female' }],
  ['UserBirthStart', { UserBirthStart: '0' }],
  ['UserBirthEnd', { UserBirthStart: 5, UserBirthEnd: 5 }],
])('27003 names %s', async (field, fields) => {
  expect(await search(fields)).toMatchObject({ ErrorCode: 27003, ErrorInfo: expect.stringMatching(named(field)) });
});
