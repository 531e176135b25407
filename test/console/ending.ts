import { findFailedItems } from '#shared/chat/item-results';
import { problemSchema } from '#shared/failures/problem';
import { parseExactJson } from '#shared/json/exact-json';
import type { Caller, Outcome } from '#test/console/contract';
import type { FunctionAddress } from '#test/local/addresses';

/** A call to send. */
export interface SentCall {
  readonly address: FunctionAddress;
  readonly caller: Caller;
  readonly body: string;
  /** Tells the page what happens meanwhile. */
  tell(text: string): void;
}

/** The end of a call, but for its times. */
export type Ending = Omit<Outcome, 'milliseconds'>;

/** One way to send a call; resolves with its end. */
export type Send = (call: SentCall) => Promise<Ending>;

const parse = (text: string): unknown => {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
};

/** Takes what the page marks out of an answer: the faults of a problem document. */
export const readMarks = (body: string): Pick<Ending, 'faults' | 'failedItems'> => {
  const value = parse(body);
  return { faults: problemSchema.safeParse(value).data?.errors ?? [], failedItems: findFailedItems(value) };
};

/** An end without an answer. */
export const endWithout = (title: string, reason: string): Ending => ({
  verdict: 'failed',
  title,
  reason,
  headers: {},
  body: '',
  faults: [],
  failedItems: [],
});
