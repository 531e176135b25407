import { expect, test } from 'vitest';
import type { Answer, Call } from '#shared/chat/call';
import { shareCalls } from '#shared/chat/share-calls';

/** A client that counts, and answers when it is told to. */
const createHeldClient = () => {
  const held: { readonly call: Call; readonly settle: PromiseWithResolvers<Answer> }[] = [];
  const answer = { text: '{}', value: {}, failedItems: [] };
  return {
    held,
    answer,
    client: shareCalls({
      call: (call) => {
        const settle = Promise.withResolvers<Answer>();
        held.push({ call, settle });
        return settle.promise;
      },
    }),
  };
};

const search = (keyword: string, deadline = 10_000): Call => ({ request: { Keywords: [keyword] }, deadline });

test('equal calls in flight share one', async () => {
  const { client, held, answer } = createHeldClient();
  const calls = [client.call(search('a')), client.call(search('a', 20_000)), client.call(search('b'))];
  expect(held.map(({ call }) => call.request)).toEqual([{ Keywords: ['a'] }, { Keywords: ['b'] }]);
  for (const { settle } of held) settle.resolve(answer);
  expect(await Promise.all(calls)).toEqual([answer, answer, answer]);
});

test('a call does not join one that may take longer than its own deadline', () => {
  const { client, held } = createHeldClient();
  client.call(search('a', 20_000));
  client.call(search('a', 10_000));
  expect(held).toHaveLength(2);
});

test('who shares a call shares its failure, and the next call is a new one', async () => {
  const { client, held, answer } = createHeldClient();
  const calls = [client.call(search('a')), client.call(search('a'))];
  held[0]?.settle.reject(new Error('failed'));
  expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = client.call(search('a'));
  held[1]?.settle.resolve(answer);
  expect(await next).toBe(answer);
});
