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
  /** Reports a step to the page, at Unix milliseconds: now if left out. */
  tell(text: string, at?: number): void;
}

/** The outcome of a call, without its duration. */
export type Ending = Omit<Outcome, 'milliseconds'>;

/** Sends a call and resolves with its outcome. */
export type Send = (call: SentCall) => Promise<Ending>;

const parse = (text: string): unknown => {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
};

/** Reads what the page shows beside an answer: the detail and faults of a problem document, and failed items. */
export const readMarks = (body: string): Pick<Ending, 'reason' | 'faults' | 'failedItems'> => {
  const value = parse(body);
  const problem = problemSchema().safeParse(value).data;
  return {
    ...(problem && { reason: problem.detail }),
    faults: problem?.errors ?? [],
    failedItems: findFailedItems(value),
  };
};

/** The outcome of a call without an answer. */
export const endWithout = (title: string, reason: string): Ending => ({
  verdict: 'failed',
  title,
  reason,
  headers: {},
  body: '',
  faults: [],
  failedItems: [],
});
