import { afterAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { seededState } from '#test/emulator/seed';
import { signedAnswer } from '#test/emulator/signed-call';
import { startEmulator } from '#test/emulator/start-emulator';

const path = '/v4/group_search/search';
const clock = { now: Date.now() };
const emulator = await startEmulator({ clock: () => clock.now, limits: { callsPerSecond: { [path]: 1000 } } });
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const right = { Keywords: ['啊'], Count: 100 };

function search(body: unknown, url = emulator.url) {
  return signedAnswer({ url, path, body });
}

const page = z.object({
  IsFinish: z.boolean(),
  TotalCount: z.number(),
  Groups: z.array(z.object({ GroupID: z.string() })),
  Cursor: z.string(),
});

async function searchPage(body: object, url?: string) {
  const { Groups, ...rest } = page.parse(await search({ ...right, ...body }, url));
  return { ...rest, ids: Groups.map(({ GroupID }) => GroupID) };
}

async function ids(body: object): Promise<string[]> {
  return (await searchPage(body)).ids;
}

test('pages hold Count groups each, with no gap and no repetition, and the last says so', async () => {
  const first = await searchPage({ Count: 4 });
  const last = await searchPage({ Count: 4, Cursor: first.Cursor });
  expect([...first.ids, ...last.ids]).toEqual(await ids({}));
  expect(first).toMatchObject({ TotalCount: 6, IsFinish: false });
  expect(last).toMatchObject({ TotalCount: 6, IsFinish: true, Cursor: '' });
});

test('a cursor is opaque, serves again, and ends after two minutes', async () => {
  const { Cursor } = await searchPage({ Count: 2 });
  expect(Cursor).toMatch(/^[\w-]{43}$/);
  clock.now += 120_000;
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 0 });
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 0 });
  clock.now += 1;
  expect(await search({ ...right, Count: 2, Cursor })).toMatchObject({ ErrorCode: 27003 });
});

test('a cursor serves only the search that it came from', async () => {
  const { Cursor } = await searchPage({ Count: 2 });
  expect(await search({ ...right, Keywords: ['好'], Cursor })).toMatchObject({ ErrorCode: 27003 });
  expect(await search({ ...right, Cursor: 'invented' })).toMatchObject({ ErrorCode: 27003 });
});

test('more than 100 is treated as 100', async () => {
  const [first] = seededState.groups;
  if (!first) throw new Error('the seed has no group');
  const groups = Array.from({ length: 120 }, (_, index) => ({ ...first, GroupID: `@TGS#${index}` }));
  const crowded = await startEmulator({ seed: { users: seededState.users, groups } });
  const answer = await searchPage({ Keywords: [first.GroupName], Count: 5000 }, crowded.url);
  await crowded.close();
  expect(answer.ids).toHaveLength(100);
  expect(answer).toMatchObject({ TotalCount: 120, IsFinish: false });
});

test('names match in part and in any case, ids only as a whole', async () => {
  expect(await ids({ Keywords: ['sUPPORT d'] })).toEqual(['@TGS#1B2AUI7RZ']);
  expect(await ids({ Keywords: ['@TGS#1B2AUI7RZ'] })).toEqual(['@TGS#1B2AUI7RZ']);
  expect(await ids({ Keywords: ['@TGS#1B2AUI7R'] })).toEqual([]);
});

test('several keywords match any of them, or all when told', async () => {
  expect(await ids({ Keywords: ['好', 'support'] })).toHaveLength(3);
  expect(await ids({ Keywords: ['好', 'support'], KeywordMatchType: 0 })).toHaveLength(3);
  expect(await ids({ Keywords: ['好', 'support'], KeywordMatchType: 1 })).toEqual(['@TGS#2C3DTWAG4']);
});

test('GroupType narrows the search, and an AVChatRoom is never found', async () => {
  expect(await ids({ GroupType: ['Private', 'Community'] })).toEqual(['@TGS#1D4EUXBH6', '@TGS#_F6GWZDJ1']);
  expect(await ids({ Keywords: ['直播啊', '@TGS#aH8IYBFL5'] })).toEqual([]);
});

test('without the plugin, or in a data centre that lacks it, the search is 60020', async () => {
  emulator.configure({ cloudSearch: false });
  expect(await search(right)).toMatchObject({ ErrorCode: 60020 });
  const seoul = await startEmulator({ region: 'seoul' });
  const china = await startEmulator({ region: 'china' });
  expect(await search(right, seoul.url)).toMatchObject({ ErrorCode: 60020 });
  expect(await search(right, china.url)).toMatchObject({ ErrorCode: 0 });
  await Promise.all([seoul.close(), china.close()]);
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
  expect(answer.ErrorInfo).toMatch(new RegExp(`^${RegExp.escape(field)} must `));
});
