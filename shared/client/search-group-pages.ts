import { setTimeout as wait } from 'node:timers/promises';
import { abortable } from '#shared/client/abortable';
import { ChatFunctionsError, isChatFunctionsError } from '#shared/client/chat-functions-error';
import type { AnswerOf, CallOptions, Method, RequestOf } from '#shared/client/method';

/** What can be chosen for a search page by page. */
export interface PageOptions extends CallOptions {
  /** The `Cursor` of the last page that was dealt with, to go on behind it. Chat forgets a cursor after two minutes. */
  readonly cursor?: string | undefined;
}

/** How often in a row, and how long at most, a page is waited for when the rate is used up. A cursor lives two minutes. */
const patience = { waits: 3, seconds: 10 } as const;

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

/** Asks for page after page of a group search, as `ChatFunctions.searchGroupPages` promises. */
export async function* searchGroupPages(
  search: Method<'search-groups'>,
  request: Omit<RequestOf<'search-groups'>, 'Cursor'>,
  { signal, cursor = '' }: PageOptions,
): AsyncGenerator<AnswerOf<'search-groups'>, void, undefined> {
  const asked = new Set(['', cursor]);
  let next = cursor;
  while (true) {
    const page = await askPatiently(() => search({ ...request, Cursor: next }, { signal }), signal);
    yield page;
    if (page.IsFinish) return;
    next = page.Cursor ?? '';
    if (asked.has(next)) {
      const message = 'Chat repeated a cursor of this search, which would never end.';
      throw new ChatFunctionsError({ kind: 'UpstreamFailed', message, status: 502 });
    }
    asked.add(next);
  }
}
