import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { searchGroups } from '#functions/search-groups/definition';
import { type ChatFunctions, createChatFunctions } from '#shared/client/chat-functions';
import { Failure } from '#shared/failures/failure';
import { invocationError } from '#shared/triggers/invocation';
import { readSample } from '#test/read-sample';
import { type ServedApi, startServedApi } from '#test/served-api';
import { type InvokeApi, type LocalFunction, startInvokeApi } from '#test/shared/client/invoke-api';

const { path } = searchGroups;
const search = { Count: 2, Keywords: ['啊'] };
const found = [
  '@TGS#2BZNQWAG2',
  '@TGS#2C3DTWAG4',
  '@TGS#1D4EUXBH6',
  '@TGS#3E5FVYCI8',
  '@TGS#_F6GWZDJ1',
  '@TGS#2G7HXAEK3',
];

let served: ServedApi;
let api: InvokeApi;
let chat: ChatFunctions;
let called: LocalFunction;

beforeAll(async () => {
  served = await startServedApi(searchGroups, { emulator: { limits: { callsPerSecond: { [path]: 1_000 } } } });
  api = await startInvokeApi({ 'search-groups': (event) => called(event) });
  chat = createChatFunctions({ lambda: api.lambda, functionName: '' });
});

afterEach(() => served.emulator.reset());

afterAll(async () => {
  await api.close();
  await served.close();
});

type Pages = ReturnType<ChatFunctions['searchGroupPages']>;

const collect = async (pages: Pages): Promise<string[]> =>
  (await Array.fromAsync(pages)).flatMap(({ Groups }) => (Groups ?? []).map(({ GroupID = '' }) => GroupID));

/** A function that answers each invocation with the next of these, and the last one over and over. */
const inTurn = (...outcomes: readonly LocalFunction[]): LocalFunction => {
  const left = [...outcomes];
  return async (event) => (left.length > 1 ? left.shift() : left[0])?.(event);
};

const pageWith =
  (Cursor: string, IsFinish = false): LocalFunction =>
  async () => ({ ...readSample(searchGroups.name).answer, Cursor, IsFinish });

const limited =
  (retryAfterSeconds?: number): LocalFunction =>
  async () => {
    throw invocationError(new Failure('RateLimited', 'no', { retryAfterSeconds }), 'a request id');
  };

describe('against Chat', () => {
  test('every page comes once, and the last one is the end', async () => {
    called = served.invoke;
    const pages = await Array.fromAsync(chat.searchGroupPages(search));
    expect(pages.map(({ IsFinish }) => IsFinish)).toEqual([false, false, true]);
    expect(pages.flatMap(({ Groups }) => (Groups ?? []).map(({ GroupID = '' }) => GroupID))).toEqual(found);
  });

  test('a search goes on behind a page that was dealt with', async () => {
    called = inTurn(served.invoke, limited(60));
    const pages = chat.searchGroupPages(search);
    const first = await pages.next();
    await expect(pages.next()).rejects.toMatchObject({ kind: 'RateLimited' });

    called = served.invoke;
    const { Cursor: cursor } = first.value ?? {};
    expect(await collect(chat.searchGroupPages(search, { cursor }))).toEqual(found.slice(2));
  });

  test('a caller that stops asks for no further page', async () => {
    called = served.invoke;
    for await (const { Groups } of chat.searchGroupPages(search)) {
      expect(Groups).toHaveLength(2);
      break;
    }
    expect(served.emulator.calls()).toHaveLength(1);
  });
});

describe('a repeated cursor', () => {
  const repeated = { kind: 'UpstreamFailed', message: expect.stringContaining('repeated a cursor') };

  test.each([
    ['the one before', [pageWith('a'), pageWith('a')], {}],
    ['one further back', [pageWith('a'), pageWith('b'), pageWith('a')], {}],
    ['the empty one', [pageWith('a'), pageWith('')], {}],
    ['the one it went on from', [pageWith('a'), pageWith('start')], { cursor: 'start' }],
    ['the empty one, after it went on', [pageWith('a'), pageWith('')], { cursor: 'start' }],
  ])('ends the search: %s', async (_, pages, options) => {
    called = inTurn(...pages);
    const before = api.invoked.length;
    await expect(collect(chat.searchGroupPages(search, options))).rejects.toMatchObject(repeated);
    expect(api.invoked.length - before).toBe(pages.length);
  });

  test('on the last page means nothing', async () => {
    called = inTurn(pageWith('a'), pageWith('a', true));
    expect(await collect(chat.searchGroupPages(search))).toHaveLength(2);
  });
});

describe('a page that is refused for the rate', () => {
  test('is asked for again', async () => {
    called = inTurn(limited(0), limited(0), limited(0), pageWith('a'), limited(0), pageWith('', true));
    expect(await collect(chat.searchGroupPages(search))).toHaveLength(2);
  });

  test('is waited for as long as the failure says', async () => {
    called = inTurn(limited(1), pageWith('', true));
    const start = performance.now();
    await collect(chat.searchGroupPages(search));
    expect(performance.now() - start).toBeGreaterThan(900);
  });

  test.each([
    ['four times', limited(0), 4],
    ['for too long', limited(60), 1],
  ])('is given up: %s', async (_, refusal, invocations) => {
    called = refusal;
    const before = api.invoked.length;
    await expect(collect(chat.searchGroupPages(search))).rejects.toMatchObject({ kind: 'RateLimited' });
    expect(api.invoked.length - before).toBe(invocations);
  });

  test('is not waited for once the signal is aborted', async () => {
    called = limited(10);
    const pages = chat.searchGroupPages(search, { signal: AbortSignal.timeout(50) });
    await expect(collect(pages)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('a signal ends the search between two pages', async () => {
  called = served.invoke;
  const ending = new AbortController();
  const reason = new Error('no longer wanted');
  const pages = chat.searchGroupPages(search, { signal: ending.signal });
  await pages.next();
  ending.abort(reason);
  await expect(pages.next()).rejects.toBe(reason);
  expect(served.emulator.calls()).toHaveLength(1);
});

test('any other failure is thrown at once', async () => {
  called = served.invoke;
  served.emulator.configure({ cloudSearch: false });
  await expect(collect(chat.searchGroupPages(search))).rejects.toMatchObject({ kind: 'NotEnabled', errorCode: 60_020 });
  expect(served.emulator.calls()).toHaveLength(1);
});
