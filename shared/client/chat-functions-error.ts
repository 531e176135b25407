import type { FailureKind, Fault } from '#shared/failures/failure';

/**
 * How a call failed: a kind that the function names, or `FunctionFailed` when it could not name one, because it ran out of
 * time, crashed or did not load, or because what was called is not one of these functions. After `FunctionFailed` it is not
 * known whether Chat carried out the call, as it is not after `OutcomeUnknown`: a call that adds something may have done so.
 *
 * A later version of the functions may name a kind that is not listed here: keep a default branch.
 */
export type ChatFunctionsErrorKind = FailureKind | 'FunctionFailed';

/** What a `ChatFunctionsError` is made of. */
export interface ChatFunctionsErrorDescription {
  readonly kind: ChatFunctionsErrorKind;
  readonly message: string;
  readonly status: number;
  readonly errorType?: string | undefined;
  readonly errorCode?: number | undefined;
  readonly errorInfo?: string | undefined;
  readonly faults?: readonly Fault[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly instance?: string | undefined;
}

/** A call that a function could not serve. */
export class ChatFunctionsError extends Error {
  override readonly name = 'ChatFunctionsError';
  readonly kind: ChatFunctionsErrorKind;
  /** The HTTP status that the same failure has over HTTP. */
  readonly status: number;
  /** The name that Lambda gave: the kind, or a name such as `Sandbox.Timedout` for `FunctionFailed`. */
  readonly errorType: string;
  /** Chat's error code; the HTTP status where Chat gave none. */
  readonly errorCode: number;
  /** What is wrong, in Chat's own words where there are any. They may quote the request. */
  readonly errorInfo: string;
  /** Everything wrong with the request, for `InvalidRequest`. */
  readonly faults: readonly Fault[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds: number | undefined;
  /** The AWS request id of the invocation, which finds it in the function's log. */
  readonly instance: string | undefined;

  constructor({ kind, message, status, ...description }: ChatFunctionsErrorDescription) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.errorType = description.errorType ?? kind;
    this.errorCode = description.errorCode ?? status;
    this.errorInfo = description.errorInfo ?? message;
    this.faults = description.faults ?? [];
    this.retryAfterSeconds = description.retryAfterSeconds;
    this.instance = description.instance;
  }
}

/** Whether a call failed with a `ChatFunctionsError`, also one of another copy of this package. */
export const isChatFunctionsError = (error: unknown): error is ChatFunctionsError =>
  error instanceof Error && error.name === 'ChatFunctionsError';
