/**
 * The ways a call can fail. The key is the name callers see: `errorType` on direct invocation, the end of `type` in a
 * problem document. A kind with a `detail` keeps our reason from callers: they read the `detail`, the log has the reason.
 * `transient` says whether the same request may succeed later.
 */
export const failureKinds = {
  InvalidRequest: { status: 400, title: 'The request does not fit the API', transient: false },
  Unauthorized: { status: 401, title: 'The caller is not known', transient: false },
  Forbidden: { status: 403, title: 'The caller may not do this', transient: false },
  NotFound: { status: 404, title: 'A user, group, conversation group or path does not exist', transient: true },
  MethodNotAllowed: { status: 405, title: 'The method is not POST', transient: false },
  LimitExceeded: { status: 409, title: 'A quota of the user is full', transient: true },
  PayloadTooLarge: { status: 413, title: 'The request or its answer is too large', transient: false },
  RateLimited: { status: 429, title: 'Too many calls', errorCode: 60018, transient: true },
  Misconfigured: {
    status: 500,
    title: 'The service is misconfigured',
    detail: 'The service cannot sign in to Chat. Its operators find the reason in the log under this instance.',
    transient: true,
  },
  InternalError: {
    status: 500,
    title: 'The service failed',
    detail: 'The service made a mistake. Its operators find the reason in the log under this instance.',
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
    detail: 'Chat could not serve the call, or did not answer in its protocol. Try again later.',
    transient: true,
  },
  CredentialsUnavailable: {
    status: 503,
    title: 'The credentials for Chat, or the keys of a load balancer, cannot be read',
    detail: 'The service cannot read its credentials or keys at the moment. Try again later.',
    transient: true,
  },
  UpstreamTimeout: {
    status: 504,
    title: 'Chat did not answer in time',
    transient: true,
  },
  OutcomeUnknown: {
    status: 504,
    title: 'Whether Chat carried the call out is unknown',
    transient: false,
  },
} as const satisfies Record<string, FailureDescription>;

/** What is fixed for a kind of failure. */
export interface FailureDescription {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** The code Chat would have given, where Chat was not asked. */
  readonly errorCode?: number;
  readonly transient: boolean;
}

/**
 * What can be done about a failure, beside telling the caller:
 * `retry` a fault of the moment, and Chat may have carried the call out; `reconnect` no connection came about, so Chat has not;
 * `retry-once` it may be a fault of the moment; `back-off` Chat asks for fewer calls;
 * `renew-credential` the signature or account was refused, so the secret may have changed; `suspect-credential` it may
 * also be a user id in the request; `hold` Chat has locked us out for a minute.
 */
export type Recovery =
  | 'retry'
  | 'reconnect'
  | 'retry-once'
  | 'back-off'
  | 'renew-credential'
  | 'suspect-credential'
  | 'hold';

/** The name of a way to fail. */
export type FailureKind = keyof typeof failureKinds;

/** One thing wrong with a request: where, as a JSON pointer (RFC 6901), and what was expected there. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** What a failure may carry beside its kind and detail. */
export interface FailureOptions {
  /** Chat's error code; for a request refused here, the one Chat would have given. */
  readonly errorCode?: number | undefined;
  /** Chat's own words, cut at 1,000 characters; an empty text is none. They may quote the caller, so they go to the caller and never to the log. */
  readonly errorInfo?: string | undefined;
  /** What is wrong with the request: the first faults. */
  readonly faults?: readonly Fault[] | undefined;
  /** How many faults there are beside these. */
  readonly moreFaults?: number | undefined;
  /** Seconds after which trying again makes sense; becomes a whole number of at least 1. */
  readonly retryAfterSeconds?: number | undefined;
  /** What an operator has to do. Goes to the log, never to a caller. */
  readonly action?: string | undefined;
  /** What can be done about it here, before the caller hears of it. */
  readonly recovery?: Recovery | undefined;
  readonly cause?: unknown;
}

/** Chat's texts have a line or two. A long one would keep the problem document from passing the gateway. */
const longestErrorInfo = 1_000;

/**
 * The one error that leaves the code of this bundle. Its `message` is in our own words, quotes neither a caller nor a
 * secret, and can be logged; what a caller reads is made by `problemOf`.
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

/** Makes a `Failure` of whatever was thrown. What is none is a mistake of ours. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('InternalError', 'An error that nobody expected.', { cause: error });
