/**
 * The kinds of failure. Callers see the key as `errorType` on direct invocation, and at the end of `type` in a problem
 * document. If a kind has a `detail`, callers read that instead of the failure's message, which only the log has.
 * `transient` says whether the same request may succeed later.
 */
export const failureKinds = {
  InvalidRequest: { status: 400, title: 'The request is invalid', transient: false },
  Unauthorized: { status: 401, title: 'The caller is not authenticated', transient: false },
  Forbidden: { status: 403, title: 'The caller is not permitted to do this', transient: false },
  NotFound: { status: 404, title: 'A user, group, conversation group or path does not exist', transient: true },
  MethodNotAllowed: { status: 405, title: 'The method is not POST', transient: false },
  LimitExceeded: { status: 409, title: 'A quota of the user is full', transient: true },
  PayloadTooLarge: { status: 413, title: 'The request or its answer is too large', transient: false },
  RateLimited: { status: 429, title: 'Too many calls', errorCode: 60018, transient: true },
  Misconfigured: {
    status: 500,
    title: 'The service is misconfigured',
    detail: 'The service is not configured correctly. Its log names the cause under this instance.',
    transient: true,
  },
  InternalError: {
    status: 500,
    title: 'The service failed',
    detail: 'The service failed unexpectedly. Its log names the cause under this instance.',
    transient: true,
  },
  NotEnabled: {
    status: 501,
    title: 'The Chat plan, plugin or region does not offer this API',
    transient: true,
  },
  UpstreamFailed: {
    status: 502,
    title: 'Chat failed',
    detail: 'Chat failed, or sent an invalid answer. Try again later.',
    transient: true,
  },
  CredentialsUnavailable: {
    status: 503,
    title: 'The service cannot read its credentials or keys',
    detail: 'The service cannot read its credentials for Chat, or the keys of a load balancer. Try again later.',
    transient: true,
  },
  UpstreamTimeout: {
    status: 504,
    title: 'Chat did not answer in time',
    transient: true,
  },
  OutcomeUnknown: {
    status: 504,
    title: 'It is unknown whether Chat carried out the call',
    transient: false,
  },
} as const satisfies Record<string, FailureDescription>;

/** The properties of a kind of failure. */
export interface FailureDescription {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** Chat's code for the same failure, for callers whose request did not reach Chat. */
  readonly errorCode?: number;
  readonly transient: boolean;
}

/**
 * How the client may recover from a failure.
 *
 * - `retry`: the fault is transient, and Chat may have carried out the call.
 * - `reconnect`: nothing was sent, so Chat has not carried out the call.
 * - `retry-once`: the fault may be transient.
 * - `back-off`: Chat wants fewer calls.
 * - `renew-credential`: Chat rejected the signature or the account, so the secret may have changed.
 * - `suspect-credential`: Chat rejected the credential or a user id in the request.
 * - `hold`: Chat has locked the account for a minute.
 */
export type Recovery =
  | 'retry'
  | 'reconnect'
  | 'retry-once'
  | 'back-off'
  | 'renew-credential'
  | 'suspect-credential'
  | 'hold';

/** The name of a kind of failure. */
export type FailureKind = keyof typeof failureKinds;

/** A fault in a request: its place as a JSON pointer (RFC 6901), and what was expected there. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** The optional properties of a failure. */
export interface FailureOptions {
  /** Chat's error code; for a request that was not sent, the code that Chat would have sent. */
  readonly errorCode?: number | undefined;
  /**
   * Chat's text, cut at 1,000 characters; an empty text counts as none. It may quote the request, so only the caller reads
   * it; the log shows it only for an undocumented code.
   */
  readonly errorInfo?: string | undefined;
  /** The first faults of the request. */
  readonly faults?: readonly Fault[] | undefined;
  /** The number of further faults. */
  readonly moreFaults?: number | undefined;
  /** How many seconds the caller should wait before a retry. It is rounded up to a whole number of at least 1. */
  readonly retryAfterSeconds?: number | undefined;
  /** What an operator must do. It goes to the log, never to a caller. */
  readonly action?: string | undefined;
  /** How the client may recover before the caller learns of the failure. */
  readonly recovery?: Recovery | undefined;
  readonly cause?: unknown;
}

/** Chat's texts have a line or two. A long one would keep the problem document from passing the gateway. */
const longestErrorInfo = 1_000;

/**
 * The error of a failed call. Its `message` quotes neither a caller nor a secret, so it can be logged. `problemOf`
 * makes the text for callers.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly errorCode: number | undefined;
  readonly errorInfo: string | undefined;
  readonly faults: readonly Fault[];
  readonly moreFaults: number;
  readonly retryAfterSeconds: number | undefined;
  readonly action: string | undefined;
  readonly recovery: Recovery | undefined;

  constructor(kind: FailureKind, detail: string, options: FailureOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = kind;
    this.kind = kind;
    this.errorCode = options.errorCode;
    this.errorInfo = options.errorInfo?.slice(0, longestErrorInfo) || undefined;
    this.faults = options.faults ?? [];
    this.moreFaults = options.moreFaults ?? 0;
    const { retryAfterSeconds } = options;
    this.retryAfterSeconds = retryAfterSeconds === undefined ? undefined : Math.max(1, Math.ceil(retryAfterSeconds));
    this.action = options.action;
    this.recovery = options.recovery;
  }

  /** Whether the same request may succeed later. */
  get transient(): boolean {
    return failureKinds[this.kind].transient;
  }
}

/** Converts a thrown value to a `Failure`. Any value that is not one becomes an `InternalError`. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('InternalError', 'An unexpected error.', { cause: error });
