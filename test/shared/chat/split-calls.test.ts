import { expect, test } from 'vitest';
import type { Call, ChatClient } from '#shared/chat/call';
import { splitCalls } from '#shared/chat/split-calls';
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
  return { calls, client: splitCalls(client, split) };
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
  });
  expect(calls).toHaveLength(3);
});
