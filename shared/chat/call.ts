import type { FailedItem } from '#shared/chat/item-results';
import type { Failure } from '#shared/failures/failure';

/** Chat's answer to a successful call. */
export interface Answer {
  /** The JSON text, digit for digit. */
  readonly text: string;
  /** The parsed text. `JSON.stringify` writes its numbers digit for digit. */
  readonly value: unknown;
  /** The items that failed although the call as a whole succeeded; empty for most calls. */
  readonly failedItems: readonly FailedItem[];
}

/** One attempt of a call, for logs and metrics. */
export interface Attempt {
  /** In milliseconds. */
  readonly duration: number;
  /** Why the attempt failed; left out if it succeeded. */
  readonly failure?: Failure;
}

/** One call to Chat. */
export interface Call {
  /** The request in Chat's own fields. */
  readonly request: Readonly<Record<string, unknown>>;
  /** In Unix milliseconds. Every attempt is aborted at this time at the latest. */
  readonly deadline: number;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** Calls one Chat API. */
export interface ChatClient {
  /** @throws {Failure} whenever the call fails */
  call(call: Call): Promise<Answer>;
}
