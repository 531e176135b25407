/** The options of a call. */
export interface CallOptions {
  /** Aborts the wait, not the function: the call rejects with the signal's reason, but Chat may still carry it out. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls a function with the JSON body that Chat documents for the API. Resolves with Chat's answer, in which 64-bit
 * ids are strings of digits.
 *
 * Rejects with a `ChatFunctionsError` when the function fails; with the AWS SDK's error when Lambda rejects the
 * invocation or cannot be reached (`TooManyRequestsException`, `ResourceNotFoundException`, …); with the signal's
 * reason when it is aborted.
 */
export type Method<Request extends object, Answer extends object> = (
  request: Request,
  options?: CallOptions,
) => Promise<Answer>;

/** Makes the method that calls a function. */
export type MakeMethod<Name extends string> = <Request extends object, Answer extends object>(
  name: Name,
) => Method<Request, Answer>;

/** The options of reading page by page. */
export interface PageOptions<Answer extends object> extends CallOptions {
  /** Resumes after this page. Its fields that say where the next page begins are enough. */
  readonly after?: Partial<Answer> | undefined;
}

/**
 * Yields an answer page by page, up to the last page.
 *
 * After a `RateLimited` failure it waits for the time that the failure names and asks for the same page again, at most
 * three times in a row. It throws the failure if that time is longer than ten seconds, and throws any other failure at
 * once. It throws `UpstreamFailed` when Chat points back to a page that was already read, and after 10,000 pages.
 */
export type Pages<Request extends object, Answer extends object> = (
  request: Request,
  options?: PageOptions<Answer>,
) => AsyncGenerator<Answer, void, undefined>;
