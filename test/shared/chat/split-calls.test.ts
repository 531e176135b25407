import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { checkAnswer } from '#shared/chat/answer';
import type { Call, ChatClient } from '#shared/chat/call';
import { splitCalls } from '#shared/chat/split-calls';
import type { Split } from '#shared/define-api';
import { Failure } from '#shared/failures/failure';

const split = { field: 'Items', perCall: 3, merge: [{ field: 'Results' }, { field: 'Groups', unique: 'GroupId' }] };

/** Answers each item by itself, with a group of its own and one that all answers have. */
const createItemClient = (failing?: number) => {
  const calls: unknown[][] = [];
  const client: ChatClient = {
    call: async ({ request }) => {
      const items = Array.isArray(request.Items) ? request.Items : [];
      calls.push(items);
      if (items.includes(failing)) {
        throw new Failure('NotFound', 'no such item', {
          errorCode: 51007,
          errorInfo: 'Who is that',
          recovery: 'retry-once',
          cause: 'why',
        });
      }
      const value = {
        Results: items,
        Groups: [{ GroupId: 0, TinyID: JSON.rawJSON('144115214578713345') }, { GroupId: items[0] }],
        ErrorCode: 0,
      };
      return { text: JSON.stringify(value), value, failedItems: [] };
    },
  };
  return { calls, client: splitCalls(client, split, 'reads') };
};

const callOf = (length: number): Call => ({
  request: { From_Account: 'a', Items: Array.from({ length }, (_, index) => index + 1) },
  deadline: 0,
});

test.each([
  [1, [[1]]],
  [3, [[1, 2, 3]]],
  [4, [[1, 2, 3], [4]]],
  [7, [[1, 2, 3], [4, 5, 6], [7]]],
])('%d items are asked for in calls of at most 3', async (length, expected) => {
  const { calls, client } = createItemClient();
  await client.call(callOf(length));
  expect(calls).toEqual(expected);
});

test('the answer of one call stays as it is', async () => {
  const { client } = createItemClient();
  expect((await client.call(callOf(2))).text).toContain('"Results":[1,2]');
});

test('answers are merged in the order asked, groups by id, digit for digit', async () => {
  const { client } = createItemClient();
  const answer = await client.call(callOf(5));
  expect(answer.text).toBe(
    '{"Results":[1,2,3,4,5],"Groups":[{"GroupId":0,"TinyID":144115214578713345},{"GroupId":1},{"GroupId":4}],"ErrorCode":0}',
  );
  expect(JSON.stringify(answer.value)).toBe(answer.text);
});

test('it fails as a whole when a part fails, and names the part', async () => {
  const { calls, client } = createItemClient(5);
  await expect(client.call(callOf(7))).rejects.toMatchObject({
    kind: 'NotFound',
    errorCode: 51007,
    message: 'no such item (/Items/3 to /Items/5)',
    errorInfo: 'Who is that (/Items/3 to /Items/5)',
    cause: 'why',
  });
  expect(calls).toHaveLength(3);
});

test('answers that are too large together for any trigger fail the call, also if each of them is not', async () => {
  const answersOf = (text: string) => {
    const client = { call: async () => ({ text, value: { Results: [] }, failedItems: [] }) };
    return splitCalls(client, split, 'reads').call(callOf(9));
  };
  await expect(answersOf('é'.repeat(1_000_000))).resolves.toBeDefined();
  await expect(answersOf(`${'é'.repeat(1_000_000)}x`)).rejects.toThrow(
    expect.objectContaining({ kind: 'PayloadTooLarge', message: expect.stringContaining('over 6000000 bytes') }),
  );
});

describe('with a result for each item', () => {
  const marking: Split = {
    field: 'MarkItem',
    perCall: 2,
    merge: [{ field: 'ResultItem', itemFields: ['OptType', 'ContactItem'] }],
  };
  const items = [1, 2, 3, 4, 5].map((id) => ({ OptType: 3, ContactItem: { To_Account: `${id}` }, SetMark: [1] }));
  const resultOf =
    (ResultCode: number, ResultInfo: string) =>
    ({ OptType, ContactItem }: (typeof items)[number]) => ({ OptType, ContactItem, ResultCode, ResultInfo });

  /** Answers each call with a result for each item, or fails it by the id of its first item. */
  const createMarkClient = (failures: Readonly<Record<number, Failure>>) => {
    const events: string[] = [];
    const client: ChatClient = {
      call: async ({ request }) => {
        const asked = z.parse(
          z.array(z.object({ OptType: z.int(), ContactItem: z.object({ To_Account: z.string() }) })),
          request.MarkItem,
        );
        const first = asked[0]?.ContactItem.To_Account ?? '';
        events.push(`>${first}`);
        await setImmediate();
        events.push(`<${first}`);
        const failure = failures[Number(first)];
        if (failure) throw failure;
        const value = {
          ResultItem: asked.map((item) => ({ ...item, ResultCode: 0, ResultInfo: '' })),
          ActionStatus: 'OK',
          ErrorCode: 0,
        };
        return checkAnswer(JSON.stringify(value));
      },
    };
    return { events, client: splitCalls(client, marking, 'states') };
  };
  const call: Call = { request: { From_Account: 'a', MarkItem: items }, deadline: 0 };

  test('calls that change something run one after the other', async () => {
    const { events, client } = createMarkClient({});
    await client.call(call);
    expect(events).toEqual(['>1', '<1', '>3', '<3', '>5', '<5']);
  });

  test('a part that fails becomes the results of its items, in their order', async () => {
    const failure = new Failure('NotFound', 'Chat: no such group.', { errorCode: 51007, errorInfo: 'no such group' });
    const answer = await createMarkClient({ 3: failure }).client.call(call);
    const failed = resultOf(51007, 'no such group (/MarkItem/2 to /MarkItem/3)');
    const results = items.map((item, index) => (index === 2 || index === 3 ? failed : resultOf(0, ''))(item));
    expect(answer.value).toEqual({ ResultItem: results, ActionStatus: 'OK', ErrorCode: 0 });
    expect(JSON.parse(answer.text)).toEqual(answer.value);
    expect(answer.failedItems.map(({ pointer, errorCode }) => [pointer, errorCode])).toEqual([
      ['/ResultItem/2', 51007],
      ['/ResultItem/3', 51007],
    ]);
  });

  test('a failure without a code of Chat gives its items the HTTP status, and reveals no secret', async () => {
    const failure = new Failure('Misconfigured', 'Chat: UserSig of another app.', { errorCode: 70014 });
    const { value } = await createMarkClient({ 1: failure }).client.call(call);
    expect(value).toMatchObject({ ResultItem: [{ ResultCode: 500 }, { ResultCode: 500 }, { ResultCode: 0 }, {}, {}] });
    expect(JSON.stringify(value)).not.toContain('UserSig');
  });

  test('it fails with the first failure when every part fails', async () => {
    const [first, other] = [new Failure('UpstreamTimeout', 'late'), new Failure('NotFound', 'gone')];
    const failed = createMarkClient({ 1: first, 3: other, 5: other }).client.call(call);
    await expect(failed).rejects.toMatchObject({
      kind: 'UpstreamTimeout',
      message: 'late (/MarkItem/0 to /MarkItem/1)',
    });
  });
});
