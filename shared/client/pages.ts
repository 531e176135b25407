import { setTimeout as wait } from 'node:timers/promises';
import { abortable } from '#shared/client/abortable';
import { ChatFunctionsError, isChatFunctionsError } from '#shared/client/chat-functions-error';
import type { Method, Pages } from '#shared/client/method';
import type { Paging } from '#shared/define-api';

type Fields = Readonly<Record<string, unknown>>;

/**
 * How often in a row, and for how many seconds each time, a rate-limited page may wait. Chat forgets a cursor after two
 * minutes.
 */
const patience = { waits: 3, seconds: 10 } as const;

const mostPages = 10_000;

const secondsToWait = (error: unknown): number | undefined => {
  if (!isChatFunctionsError(error) || error.kind !== 'RateLimited') return undefined;
  const { retryAfterSeconds = 1 } = error;
  return retryAfterSeconds <= patience.seconds ? retryAfterSeconds : undefined;
};

const askPatiently = async <Page>(ask: () => Promise<Page>, signal: AbortSignal | undefined): Promise<Page> => {
  for (let waits = 0; ; waits += 1) {
    try {
      return await ask();
    } catch (error) {
      const seconds = secondsToWait(error);
      if (seconds === undefined || waits === patience.waits) throw error;
      await abortable(signal, () => wait(seconds * 1000, undefined, signal ? { signal } : {}));
    }
  }
};

const fieldsOf = (value: unknown): Fields => ({ ...(typeof value === 'object' ? value : undefined) });

/** Removes from each page the items that an earlier page had. */
const createRepeatFilter = (repeats: Paging['repeats']) => {
  const seen = new Set<string>();
  return <Page extends object>(page: Page): Page => {
    const list = repeats && fieldsOf(page)[repeats.field];
    if (!repeats || !Array.isArray(list)) return page;
    const fresh = list.filter((item) => {
      const key = JSON.stringify(repeats.key.map((name) => fieldsOf(item)[name]));
      return !seen.has(key) && seen.add(key);
    });
    return { ...page, [repeats.field]: fresh };
  };
};

const endless = (): ChatFunctionsError =>
  new ChatFunctionsError({ kind: 'UpstreamFailed', message: 'Chat returns pages without end.', status: 502 });

/** Creates the function that yields an API's answers page by page. */
export const pagesOf = <Request extends object, Answer extends object>(
  method: Method<Request, Answer>,
  { carry, last, repeats }: Paging,
): Pages<Request, Answer> => {
  const isLast = (page: object): boolean => fieldsOf(page)[last.field] === last.is;
  const positionAfter = (page: object): Fields =>
    Object.fromEntries(Object.entries(carry).map(([from, to]) => [to, fieldsOf(page)[from]]));
  // A position that is missing, empty or 0 is the start.
  const keyOf = (request: object): string =>
    JSON.stringify(Object.values(carry).map((name) => fieldsOf(request)[name] || ''));

  return async function* pages(request, { signal, after } = {}) {
    if (after && isLast(after)) return;
    const withoutRepeats = createRepeatFilter(repeats);
    let next = after ? { ...request, ...positionAfter(after) } : request;
    const read = new Set([keyOf({}), keyOf(next)]);
    for (let count = 0; count < mostPages; count += 1) {
      const asked = next;
      const page = await askPatiently(() => method(asked, { signal }), signal);
      yield withoutRepeats(page);
      if (isLast(page)) return;
      next = { ...request, ...positionAfter(page) };
      const key = keyOf(next);
      if (read.has(key)) throw endless();
      read.add(key);
    }
    throw endless();
  };
};
