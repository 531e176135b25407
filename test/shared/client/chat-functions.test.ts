import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { type AnswerOf, type ChatFunctions, createChatFunctions, type RequestOf } from '#shared/client/chat-functions';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';
import { type ServedApi, startServedApi } from '#test/served-api';
import { type InvokeApi, startInvokeApi } from '#test/shared/client/invoke-api';

const prefix = 'chat-functions-test-';
const apis = await loadApis();
const pin = pinConversations.request.parse(readSample('pin-conversations').request);

let served: ServedApi[];
let api: InvokeApi;
let chat: ChatFunctions;

beforeAll(async () => {
  served = await Promise.all(apis.map((definition) => startServedApi(definition)));
  const deployed = served.map(({ invoke }, index) => [`${prefix}${apis[index]?.name}`, invoke] as const);
  api = await startInvokeApi(Object.fromEntries(deployed));
  chat = createChatFunctions({ lambda: api.lambda, functionName: prefix });
});

afterAll(async () => {
  await api.close();
  await Promise.all(served.map(({ close }) => close()));
});

const methodOf = (name: string) =>
  Object.entries(chat).find(
    ([method]) => method === name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase()),
  )?.[1];

test.each(apis)('$name has a method that sends the request and gives the answer of Chat', async (definition) => {
  const index = apis.indexOf(definition);
  const answer: unknown = await methodOf(definition.name)?.(readSample(definition.name).request);
  expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
  expect(api.invoked.at(-1)).toBe(`${prefix}${definition.name}`);
  expect(served[index]?.emulator.calls()).toEqual([expect.objectContaining({ path: definition.path, status: 200 })]);
});

test('an id of 64 bits keeps its digits', async () => {
  const { Groups } = await chat.searchGroups({ Count: 100, Keywords: ['咯'] });
  expect(Groups?.map(({ GroupOwnerTinyID }) => GroupOwnerTinyID)).toEqual(['144115214578713345']);
});

test('the types are those of the schemas, with ids as strings', () => {
  expectTypeOf<NonNullable<AnswerOf<'search-groups'>['Groups']>[number]['GroupOwnerTinyID']>().toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<AnswerOf<'search-groups'>['TotalCount']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<AnswerOf<'pin-conversations'>['AFieldOfTomorrow']>().toEqualTypeOf<unknown>();
  expectTypeOf<{ Count: 1; Keyword: ['a'] }>().not.toExtend<RequestOf<'search-groups'>>();
  expectTypeOf<RequestOf<'pin-conversations'>['OperationType']>().toEqualTypeOf<1 | 2>();
});

test('a function can name the functions, with an alias too', async () => {
  const aliased = createChatFunctions({ lambda: api.lambda, functionName: (name) => `${name}:live` });
  await expect(aliased.pinConversations(pin)).rejects.toBeInstanceOf(ResourceNotFoundException);
  expect(api.invoked.at(-1)).toBe('pin-conversations:live');
});

test('a method takes a signal', async () => {
  const reason = new Error('no longer wanted');
  await expect(chat.pinConversations(pin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
