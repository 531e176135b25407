import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { emulateApi, named } from '#test/emulator/emulate-api';
import type { AccountSeed } from '#test/emulator/populate';

const now = 1_775_552_160;
const account = (UserID: string, [pinned, others]: readonly [number, number]): AccountSeed => ({
  UserID,
  pins: Array.from({ length: pinned }, (_, index) => `GROUPpin_${index}`),
  conversations: Array.from({ length: others }, (_, index) => ({
    conversation: `C2Cpeer_${index}`,
    MsgTime: now - ((index * 7) % others),
  })),
});

const { emulator, call } = await emulateApi('/v4/recentcontact/get_list', {
  seed: { users: [account('many', [30, 90]), account('none', [0, 0])], groups: [] },
});

const start = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
const list = (fields: object) => call({ From_Account: 'many', ...start, AssistFlags: 63, ...fields });

const pageSchema = z.object({
  SessionItem: z.array(
    z.object({
      To_Account: z.optional(z.string()),
      GroupId: z.optional(z.string()),
      MsgTime: z.int(),
      TopFlag: z.literal([0, 1]),
    }),
  ),
  CompleteFlag: z.literal([0, 1]),
  TimeStamp: z.int(),
  StartIndex: z.int(),
  TopTimeStamp: z.int(),
  TopStartIndex: z.int(),
});

const pagesOf = async (From_Account: string) => {
  const pages: z.infer<typeof pageSchema>[] = [];
  for (let position: object = start; pages.at(-1)?.CompleteFlag !== 1; ) {
    const { SessionItem, ...rest } = pageSchema.parse(await list({ From_Account, ...position }));
    pages.push({ SessionItem, ...rest });
    position = rest;
  }
  return pages;
};

test('lists a hundred conversations: the pinned ones in their order, then the newest first', async () => {
  const pages = await pagesOf('many');
  const items = pages.flatMap(({ SessionItem }) => SessionItem);
  expect(pages.map(({ SessionItem }) => SessionItem.length)).toEqual([20, 20, 20, 20, 20]);
  expect(items.slice(0, 30).map(({ GroupId }) => GroupId)).toEqual(
    Array.from({ length: 30 }, (_, index) => `pin_${index}`),
  );
  expect(items.map(({ TopFlag }) => TopFlag)).toEqual([...Array(30).fill(1), ...Array(70).fill(0)]);
  const times = items.slice(30).map(({ MsgTime }) => MsgTime);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('the positions of the last page start over', async () => {
  expect((await pagesOf('many')).at(-1)).toMatchObject({ StartIndex: 0, TopStartIndex: 0 });
  expect(await pagesOf('none')).toMatchObject([{ SessionItem: [], CompleteFlag: 1 }]);
});

test('a message between two pages makes a conversation appear twice', async () => {
  const first = pageSchema.parse(await list({ TopStartIndex: 30 }));
  emulator.addConversation({ From_Account: 'many', Type: 1, To_Account: 'newest', MsgTime: now + 1 });
  const { SessionItem, ...position } = first;
  const second = pageSchema.parse(await list(position));
  expect(second.SessionItem[0]).toEqual(SessionItem.at(-1));
});

test('the pages join to the whole list without repeats, for any number of conversations', async () => {
  const size = fc.nat({ max: 60 });
  await fc.assert(
    fc.asyncProperty(size, size, async (pinned, others) => {
      const UserID = `${pinned}-${others}-${Math.random()}`;
      emulator.addAccount(account(UserID, [pinned, others]));
      const ids = (await pagesOf(UserID)).flatMap(({ SessionItem }) =>
        SessionItem.map(({ To_Account, GroupId }) => To_Account ?? GroupId),
      );
      expect(ids).toHaveLength(Math.min(100, pinned + others));
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 15 },
  );
});

test('an unknown user is 50001', async () => {
  expect(await list({ From_Account: 'nobody' })).toMatchObject({ ErrorCode: 50001 });
});

test.each([
  ['TimeStamp', { TimeStamp: undefined }],
  ['StartIndex', { StartIndex: -1 }],
  ['TopTimeStamp', { TopTimeStamp: '0' }],
  ['TopStartIndex', { TopStartIndex: 0.5 }],
  ['AssistFlags', { AssistFlags: undefined }],
])('50002 names %s', async (field, fields) => {
  expect(await list(fields)).toMatchObject({ ErrorCode: 50002, ErrorInfo: expect.stringMatching(named(field)) });
});
