import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type ChatFunctions, createChatFunctions, failedItems } from '#shared/client/chat-functions';
import { readSample } from '#test/read-sample';
import { type InvokeApi, startInvokeApi } from '#test/shared/client/invoke-api';

const prefix = 'chat-functions-test-';
const pin = pinConversations.request.parse(readSample('pin-conversations').request);

let api: InvokeApi;
let chat: ChatFunctions;

beforeAll(async () => {
  api = await startInvokeApi({
    [`${prefix}pin-conversations`]: async () => readSample('pin-conversations').answer,
    [`${prefix}search-groups`]: async () => readSample('search-groups').answer,
  });
  chat = createChatFunctions({ lambda: api.lambda, functionName: prefix });
});

afterAll(() => api.close());

test('a prefix is put before the name of a function', async () => {
  await chat.pinConversations(pin);
  expect(api.invoked.at(-1)).toBe('chat-functions-test-pin-conversations');
});

test('a 64-bit id keeps its digits', async () => {
  const { Groups = [] } = await chat.searchGroups({ Count: 100, Keywords: ['咯'] });
  expect(Groups.map(({ GroupOwnerTinyID }) => GroupOwnerTinyID)).toEqual(['144115214578713345']);
});

test('items that failed inside an answer are listed', () => {
  const ResultItem = [{ ResultCode: 0 }, { ResultCode: 51007, ResultInfo: 'no such group' }];
  const answer = { ActionStatus: 'OK', ErrorCode: 0, ResultItem };
  expect(failedItems(answer)).toEqual([{ pointer: '/ResultItem/1', errorCode: 51_007, errorInfo: 'no such group' }]);
});

test('a function can make the names, with an alias too', async () => {
  const aliased = createChatFunctions({ lambda: api.lambda, functionName: (name) => `${name}:live` });
  await expect(aliased.pinConversations(pin)).rejects.toBeInstanceOf(ResourceNotFoundException);
  expect(api.invoked.at(-1)).toBe('pin-conversations:live');
});

test('a method accepts a signal', async () => {
  const reason = new Error('no longer wanted');
  await expect(chat.pinConversations(pin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
