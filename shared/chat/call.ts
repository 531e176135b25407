import type { Failure } from '#shared/failures/failure';

/** Chat's answer to a call that worked. */
export interface Answer {
  /** As Chat wrote it, digit for digit. */
  readonly text: string;
  /** As a value that `JSON.stringify` writes digit for digit. */
  value(): unknown;
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
  /** Unix milliseconds: nothing is started that would end later. */
  readonly deadline: number;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** Speaks to one API of Chat. */
export interface ChatClient {
  /** @throws {Failure} whatever goes wrong */
  call(call: Call): Promise<Answer>;
}
