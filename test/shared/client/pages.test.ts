import { describe, expect, test } from 'vitest';
import { ChatFunctionsError } from '#shared/client/chat-functions-error';
import type { Method, PageOptions } from '#shared/client/method';
import { pagesOf } from '#shared/client/pages';
import type { Paging } from '#shared/define-api';

interface Page {
  readonly items: readonly { readonly id: number; readonly name?: string }[];
  readonly next?: string;
  readonly time?: number;
  readonly done?: boolean;
}

interface Request {
  readonly user: string;
  readonly start?: string;
  readonly time?: number;
}

const paging: Paging = { carry: { next: 'start', time: 'time' }, last: { field: 'done', is: true } };

const limited = (retryAfterSeconds?: number) =>
  new ChatFunctionsError({ kind: 'RateLimited', message: 'too many', status: 429, retryAfterSeconds });

/** A function that gives these pages or failures in turn, repeats the last one, and records its requests. */
const inTurn = (...outcomes: readonly (Page | Error)[]) => {
  const asked: Request[] = [];
  const method: Method<Request, Page> = async (request, { signal } = {}) => {
    signal?.throwIfAborted();
    const outcome = outcomes[Math.min(asked.push(request), outcomes.length) - 1];
    if (!outcome || outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { asked, method };
};

const page = (id: number, fields: Omit<Page, 'items'> = {}): Page => ({ items: [{ id }], ...fields });

const read = (method: Method<Request, Page>, options?: PageOptions<Page>, answer = paging): Promise<readonly Page[]> =>
  Array.fromAsync(pagesOf(method, answer)({ user: 'a' }, options));

test('each request carries the position from the page before, up to the last page', async () => {
  const pages = [
    page(1, { next: 'x', time: 7, done: false }),
    page(2, { next: 'y', time: 7 }),
    page(3, { done: true }),
  ];
  const { asked, method } = inTurn(...pages);
  expect(await read(method)).toEqual(pages);
  expect(asked).toEqual([{ user: 'a' }, { user: 'a', start: 'x', time: 7 }, { user: 'a', start: 'y', time: 7 }]);
});

test('an empty page does not end the reading', async () => {
  const pages = [{ items: [], next: 'x' }, page(1, { next: 'y' }), { items: [], done: true }];
  expect(await read(inTurn(...pages).method)).toEqual(pages);
});

test('reading resumes after a given page', async () => {
  const { asked, method } = inTurn(page(2, { done: true }));
  await read(method, { after: { next: 'x' } });
  expect(asked).toEqual([{ user: 'a', start: 'x' }]);
});

test('nothing follows the last page', async () => {
  const { asked, method } = inTurn(page(2));
  expect(await read(method, { after: page(1, { done: true }) })).toEqual([]);
  expect(asked).toEqual([]);
});

test('a caller that stops causes no further request', async () => {
  const { asked, method } = inTurn(page(1, { next: 'x' }));
  for await (const _ of pagesOf(method, paging)({ user: 'a' })) break;
  expect(asked).toHaveLength(1);
});

test('items that an earlier page had are removed', async () => {
  const repeats = { field: 'items', key: ['id'] };
  const { method } = inTurn(
    { items: [{ id: 1 }, { id: 2 }], next: 'x' },
    { items: [{ id: 2, name: 'renamed' }, { id: 3 }], done: true },
  );
  const pages = await read(method, {}, { ...paging, repeats });
  expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([[1, 2], [3]]);
});

describe('pages without an end', () => {
  test.each<[string, readonly Page[], PageOptions<Page>]>([
    ['the page before', [page(1, { next: 'x' }), page(2, { next: 'x' })], {}],
    ['a page further back', [page(1, { next: 'x' }), page(2, { next: 'y' }), page(3, { next: 'x' })], {}],
    ['the first page', [page(1, { next: 'x' }), page(2, { next: '', time: 0 })], {}],
    ['the first page, by a position that is missing', [page(1, { next: 'x' }), page(2)], {}],
    ['the page that it went on behind', [page(1, { next: 'y' }), page(2, { next: 'x' })], { after: { next: 'x' } }],
    ['the first page, after it went on', [page(1, { next: 'y' }), page(2)], { after: { next: 'x' } }],
  ])('are an error: Chat leads back to %s', async (_, pages, options) => {
    const { asked, method } = inTurn(...pages);
    await expect(read(method, options)).rejects.toMatchObject({ kind: 'UpstreamFailed' });
    expect(asked).toHaveLength(pages.length);
  });

  test('are an error, even if each is different', async () => {
    const pages = Array.from({ length: 10_001 }, (_, count) => page(count, { next: `${count}` }));
    const { asked, method } = inTurn(...pages);
    await expect(read(method)).rejects.toMatchObject({ kind: 'UpstreamFailed' });
    expect(asked).toHaveLength(10_000);
  });
});

describe('a rate-limited page', () => {
  test('is requested again', async () => {
    const refusals = [limited(0), limited(0), limited(0)];
    const { method } = inTurn(...refusals, page(1, { next: 'x' }), ...refusals, page(2, { done: true }));
    expect(await read(method)).toHaveLength(2);
  });

  test('waits for as long as the failure says', async () => {
    const { method } = inTurn(limited(0.2), page(1, { done: true }));
    const start = performance.now();
    await read(method);
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  test.each([
    ['four times', limited(0), 4],
    ['for too long', limited(60), 1],
  ])('is given up: %s', async (_, refusal, calls) => {
    const { asked, method } = inTurn(refusal);
    await expect(read(method)).rejects.toBe(refusal);
    expect(asked).toHaveLength(calls);
  });

  test('stops waiting when the signal is aborted', async () => {
    const { method } = inTurn(limited(10));
    await expect(read(method, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('a signal aborts the reading between two pages', async () => {
  const ending = new AbortController();
  const reason = new Error('no longer wanted');
  const pages = pagesOf(inTurn(page(1, { next: 'x' })).method, paging)({ user: 'a' }, { signal: ending.signal });
  await pages.next();
  ending.abort(reason);
  await expect(pages.next()).rejects.toBe(reason);
});

test('any other failure is thrown at once', async () => {
  const failure = new ChatFunctionsError({ kind: 'NotEnabled', message: 'not bought', status: 501 });
  const { asked, method } = inTurn(failure);
  await expect(read(method)).rejects.toBe(failure);
  expect(asked).toHaveLength(1);
});
