import type { FailureKind, Fault } from '#shared/failures/failure';

/**
 * How a call failed: a kind that the function reported, or `FunctionFailed` if it reported none because it timed out,
 * crashed, did not load, or is not one of these functions. After `FunctionFailed` and `OutcomeUnknown`, Chat may or may
 * not have carried out the call.
 *
 * A later version of the functions may report a kind that is not listed here: keep a default branch.
 */
export type ChatFunctionsErrorKind = FailureKind | 'FunctionFailed';

/** The input of a `ChatFunctionsError`. */
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

/** The error of a failed call. */
export class ChatFunctionsError extends Error {
  override readonly name = 'ChatFunctionsError';
  readonly kind: ChatFunctionsErrorKind;
  /** The status of the same failure over HTTP. */
  readonly status: number;
  /** Lambda's `errorType`: the kind, or for `FunctionFailed` a name such as `Sandbox.Timedout`. */
  readonly errorType: string;
  /** Chat's error code, or the one that Chat would have sent; the HTTP status if there is none. */
  readonly errorCode: number;
  /** Chat's `ErrorInfo`, which may quote the request; the faults or the message if Chat sent none. */
  readonly errorInfo: string;
  /** For `InvalidRequest`: each fault of the request, 50 at most. Otherwise empty. */
  readonly faults: readonly Fault[];
  /** How many seconds to wait before the next try, if the failure says so. */
  readonly retryAfterSeconds: number | undefined;
  /** The AWS request id of the invocation, for finding it in the function's log. */
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

/** Whether an error is a `ChatFunctionsError`, including one thrown by another copy of this package. */
export const isChatFunctionsError = (error: unknown): error is ChatFunctionsError =>
  error instanceof Error && error.name === 'ChatFunctionsError';
