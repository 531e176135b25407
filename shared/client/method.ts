/** What can be chosen for a call. */
export interface CallOptions {
  /** Ends the waiting, not the function: the call rejects with the signal's reason, and Chat may still carry it out. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls a function with the JSON body that Chat's page of the API documents, and resolves with Chat's answer, in which
 * 64-bit ids are strings of digits.
 *
 * Rejects with a `ChatFunctionsError` when the function fails; with the AWS SDK's own error when Lambda does not take the
 * call or cannot be reached (`TooManyRequestsException`, `ResourceNotFoundException`, …); with the signal's reason when it
 * is aborted.
 */
export type Method<Request extends object, Answer extends object> = (
  request: Request,
  options?: CallOptions,
) => Promise<Answer>;

/** Makes the method that calls a function. */
export type MakeMethod<Name extends string> = <Request extends object, Answer extends object>(
  name: Name,
) => Method<Request, Answer>;

/** What can be chosen for reading page by page. */
export interface PageOptions<Answer extends object> extends CallOptions {
  /** The last page that was dealt with, or only its fields that say where the next one begins: to go on behind it. */
  readonly after?: Partial<Answer> | undefined;
}

/**
 * Reads an answer page by page: yields each page, and ends after the last one.
 *
 * A page that is `RateLimited` is asked for again after the time that the failure names, three times at most and never after
 * more than ten seconds. Any other failure, and the last of these, is thrown; so is an `UpstreamFailed` when Chat leads back
 * to a page that was read, or on and on for more than 10,000 pages.
 */
export type Pages<Request extends object, Answer extends object> = (
  request: Request,
  options?: PageOptions<Answer>,
) => AsyncGenerator<Answer, void, undefined>;
