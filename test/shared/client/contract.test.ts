import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod/mini';
import type { pinConversations } from '#functions/pin-conversations/definition';
import { createChatFunctions } from '#shared/client/chat-functions';
import type {
  ChatFunctions,
  PinConversationsRequest,
  SearchGroupsAnswer,
  SearchGroupsRequest,
} from '#shared/client/contract';
import { camelCase } from '#test/derive/names';
import { loadApis } from '#test/load-apis';
import { readSample } from '#test/read-sample';
import { type InvokeApi, startInvokeApi } from '#test/shared/client/invoke-api';

const apis = await loadApis();

let api: InvokeApi;
let chat: ChatFunctions;
let received: unknown;

beforeAll(async () => {
  const functions = apis.map(({ name, paging }) => {
    const { answer } = readSample(name);
    const last = paging ? { [paging.last.field]: paging.last.is } : {};
    const serve = async (event: unknown) => {
      received = event;
      return { ...answer, ...last };
    };
    return [name, serve] as const;
  });
  api = await startInvokeApi(Object.fromEntries(functions));
  chat = createChatFunctions({ lambda: api.lambda, functionName: '' });
});

afterAll(() => api.close());

const methodOf = (methods: object, name: string) =>
  Object.entries(methods).find(([method]) => method === camelCase(name))?.[1];

test.each(apis)('$name has a method that sends the request and returns the answer', async ({ name }) => {
  const { request } = readSample(name);
  const answer: unknown = await methodOf(chat, name)(request);
  expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
  expect(received).toEqual(request);
  expect(api.invoked.at(-1)).toBe(name);
});

test.each(apis.filter(({ paging }) => paging))('$name can be read page by page', async ({ name }) => {
  const pages: readonly unknown[] = await Array.fromAsync(methodOf(chat.pages, name)(readSample(name).request));
  expect(pages).toEqual([expect.objectContaining({ ActionStatus: 'OK' })]);
  expect(api.invoked.at(-1)).toBe(name);
});

test('only an API with paging can be read page by page', () => {
  const paged = apis.filter(({ paging }) => paging).map(({ name }) => camelCase(name));
  expect(Object.keys(chat.pages).toSorted()).toEqual(paged.toSorted());
});

test('the types match the schemas, with 64-bit ids as strings', () => {
  expectTypeOf<z.output<typeof pinConversations.request>>().toExtend<PinConversationsRequest>();
  type Groups = NonNullable<SearchGroupsAnswer['Groups']>;
  expectTypeOf<Groups[number]['GroupOwnerTinyID']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<SearchGroupsAnswer['AFieldOfTomorrow']>().toEqualTypeOf<unknown>();
  expectTypeOf<{ Count: 1; Keyword: ['a'] }>().not.toExtend<SearchGroupsRequest>();
});
