import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { emulateApi, named } from '#test/emulator/emulate-api';
import { signedAnswer } from '#test/emulator/signed-call';
import { type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';

const path = '/v4/group_search/search';
const clock = { now: Date.now() };
const { emulator, call: search } = await emulateApi(path, { clock: () => clock.now });

const right = { Keywords: ['啊'], Count: 100 };

const pageSchema = z.object({
  IsFinish: z.boolean(),
  TotalCount: z.number(),
  Groups: z.array(z.object({ GroupID: z.string() })),
  Cursor: z.string(),
});

const pageOf = (answer: unknown) => {
  const { Groups, ...rest } = pageSchema.parse(answer);
  return { ...rest, ids: Groups.map(({ GroupID }) => GroupID) };
};

const searchPage = async (fields: object) => pageOf(await search({ ...right, ...fields }));
const ids = async (fields: object) => (await searchPage(fields)).ids;

/** Calls an emulator that exists for this call only. */
const searchIn = async (options: EmulatorOptions, fields: object) => {
  const other = await startEmulator(options);
  try {
    return await signedAnswer({ url: other.url, path, body: { ...right, ...fields } });
  } finally {
    await other.close();
  }
};

test('pages of any size join to the whole, and only a page that is not full is the last', async () => {
  const whole = await ids({});
  expect(whole).toHaveLength(6);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), async (Count) => {
      const pages = [await searchPage({ Count })];
      for (let page = pages.at(-1); page && !page.IsFinish; page = pages.at(-1)) {
        pages.push(await searchPage({ Count, Cursor: page.Cursor }));
      }
      expect(pages.flatMap((page) => page.ids)).toEqual(whole);
      expect(pages.map((page) => page.ids.length === Count)).toEqual(pages.map(({ IsFinish }) => !IsFinish));
      expect(pages.every(({ TotalCount }) => TotalCount === whole.length)).toBe(true);
      expect(pages.at(-1)?.Cursor).toBe('');
    }),
    { numRuns: 20 },
  );
});

test('a cursor is opaque, can be reused, and expires after two minutes', async () => {
  const { Cursor } = await searchPage({ Count: 2 });
  expect(Cursor).toMatch(/^[\w-]{43}$/);
  clock.now += 120_000;
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 0 });
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 0 });
  clock.now += 1;
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 27003 });
});

test('a cursor is valid only for its own search', async () => {
  const { Cursor } = await searchPage({ Count: 2 });
  expect(await search({ ...right, Keywords: ['好'], Cursor })).toMatchObject({ ErrorCode: 27003 });
  expect(await search({ ...right, Cursor: 'invented' })).toMatchObject({ ErrorCode: 27003 });
  const body = { Keywords: right.Keywords, Count: 2, Cursor };
  const elsewhere = await signedAnswer({ url: emulator.url, path: '/v4/user_search/search', body });
  expect(elsewhere).toMatchObject({ ErrorCode: 27003 });
});

test('more than 100 is treated as 100', async () => {
  const groups = Array.from({ length: 120 }, (_, index) => ({
    GroupID: `@TGS#${index}`,
    GroupName: '啊',
    GroupOwnerUserID: 'ann',
  }));
  const page = pageOf(await searchIn({ seed: { users: [{ UserID: 'ann' }], groups } }, { Count: 5000 }));
  expect(page.ids).toHaveLength(100);
  expect(page).toMatchObject({ TotalCount: 120, IsFinish: false });
});

test('a part of a name matches in any case, an id only as a whole', async () => {
  expect(await ids({ Keywords: ['sUPPORT d'] })).toEqual(['@TGS#1B2AUI7RZ']);
  expect(await ids({ Keywords: ['@TGS#1B2AUI7RZ'] })).toEqual(['@TGS#1B2AUI7RZ']);
  expect(await ids({ Keywords: ['@TGS#1B2AUI7R'] })).toEqual([]);
});

test('a hit matches any of the keywords, or all of them if KeywordMatchType is 1', async () => {
  expect(await ids({ Keywords: ['好', 'support'] })).toHaveLength(3);
  expect(await ids({ Keywords: ['好', 'support'], KeywordMatchType: 0 })).toHaveLength(3);
  expect(await ids({ Keywords: ['好', 'support'], KeywordMatchType: 1 })).toEqual(['@TGS#2C3DTWAG4']);
});

test('GroupType narrows the search, and an AVChatRoom is never found', async () => {
  expect(await ids({ GroupType: ['Private', 'Community'] })).toEqual(['@TGS#1D4EUXBH6', '@TGS#_F6GWZDJ1']);
  expect(await ids({ Keywords: ['直播啊', '@TGS#aH8IYBFL5'] })).toEqual([]);
});

test('a hit shows the current owner and number of members', async () => {
  emulator.addMember({ GroupID: '@TGS#2G7HXAEK3', UserID: 'abcd' });
  expect(await search({ ...right, Keywords: ['@TGS#2G7HXAEK3'] })).toMatchObject({
    Groups: [{ GroupMemberNum: 2, GroupOwnerUserID: 'user_0001', GroupOwnerUserName: 'user 0001' }],
  });
});

test('without the plugin, or in a data centre that lacks it, the search is 60020', async () => {
  emulator.configure({ cloudSearch: false });
  expect(await search(right)).toMatchObject({ ErrorCode: 60020 });
  expect(await searchIn({ region: 'seoul' }, {})).toMatchObject({ ErrorCode: 60020 });
  expect(await searchIn({ region: 'china' }, {})).toMatchObject({ ErrorCode: 0 });
});

test.each([
  ['the body', null],
  ['Keywords', { Count: 1 }],
  ['Keywords', { ...right, Keywords: '啊' }],
  ['Keywords', { ...right, Keywords: [] }],
  ['Keywords', { ...right, Keywords: ['1', '2', '3', '4', '5', '6'] }],
  ['Keywords[1]', { ...right, Keywords: ['啊', ''] }],
  ['Keywords[0]', { ...right, Keywords: [1] }],
  ['Count', { Keywords: ['啊'] }],
  ['Count', { ...right, Count: 0 }],
  ['Count', { ...right, Count: '10' }],
  ['Count', { ...right, Count: 1.5 }],
  ['KeywordMatchType', { ...right, KeywordMatchType: 2 }],
  ['KeywordMatchType', { ...right, KeywordMatchType: null }],
  ['GroupType', { ...right, GroupType: 'Public' }],
  ['GroupType[0]', { ...right, GroupType: ['AVChatRoom'] }],
  ['Cursor', { ...right, Cursor: 1 }],
])('27003 names %s', async (field, body) => {
  const answer = await search(body);
  expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 27003 });
  expect(answer.ErrorInfo).toMatch(named(field));
});
