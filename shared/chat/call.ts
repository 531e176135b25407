import type { FailedItem } from '#shared/chat/item-results';
import type { Failure } from '#shared/failures/failure';

/** Chat's answer to a call that worked. */
export interface Answer {
  /** The JSON text as Chat wrote it, digit for digit. */
  readonly text: string;
  /** The same, parsed: `JSON.stringify` writes its numbers digit for digit. */
  readonly value: unknown;
  /** The items that Chat did not carry out although the call as a whole worked; empty for most calls. */
  readonly failedItems: readonly FailedItem[];
}

/** One attempt, for logs and metrics. */
export interface Attempt {
  /** Milliseconds. */
  readonly duration: number;
  /** What came of it, unless Chat served it. */
  readonly failure?: Failure;
}

/** One call to Chat. */
export interface Call {
  /** What Chat is asked, in Chat's own fields. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Unix milliseconds: no attempt starts that would end later. */
  readonly deadline: number;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** Calls one API of Chat. */
export interface ChatClient {
  /** @throws {Failure} whatever goes wrong */
  call(call: Call): Promise<Answer>;
}
