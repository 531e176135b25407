import type { Answer, Attempt } from '#shared/chat/call';
import type { Failure } from '#shared/failures/failure';

/** The claims about a user, from a verified token or a Lambda authoriser. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The caller of a request.
 *
 * - `trusted`: an AWS principal that AWS policies allow, such as a role that signed the request, a queue or another
 *   Lambda. `name` is its ARN, or another name from AWS.
 * - `user`: a user with a token that the gateway has verified.
 * - `token`: a user that a load balancer has signed in, with a token that is not verified yet.
 * - `identity-pool`: an app user with AWS credentials of a Cognito identity pool.
 * - `unknown`: the sender of an HTTP request that no authoriser has checked.
 */
export type Caller =
  | { readonly kind: 'trusted'; readonly name: string }
  | { readonly kind: 'user'; readonly claims: Claims }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'identity-pool'; readonly name: string }
  | { readonly kind: 'unknown' };

/** A body as text. */
export interface BodyText {
  /** `undefined` if the bytes are not UTF-8. */
  readonly text: string | undefined;
}

/** A body that the runtime has already parsed. */
export interface BodyValue {
  readonly value: unknown;
}

/** The limits of the reply. */
export interface Room {
  /** The most bytes of the answer. */
  readonly bytes: number;
  /** Whether the answer is text inside JSON, in which its quotes and line breaks are escaped. */
  readonly escaped: boolean;
}

/** One request, from any trigger. */
export interface ChatRequest {
  readonly body: BodyText | BodyValue;
  readonly caller: Caller;
  /** The time by which the answer must be ready, in Unix milliseconds. */
  readonly deadline: number;
  /** The ids from the source, for the log. */
  readonly trace: Readonly<Record<string, string>>;
  /** Why the trigger rejects the request. */
  readonly refusal?: Failure | undefined;
  /** Left out if nobody reads the answer. */
  readonly room?: Room | undefined;
}

/** A request in the inner chain of `serve`. */
export interface RequestInProgress extends ChatRequest {
  /** In Unix milliseconds. */
  readonly start: number;
  /** The calls to Chat so far. */
  readonly attempts: Attempt[];
  /** The parsed body; empty until it has been checked. */
  readonly checked: Readonly<Record<string, unknown>>;
}

/** The outcome of a request. */
export type Outcome = { readonly answer: Answer } | { readonly failure: Failure };

/** Answers one request: the inner chain of `serve`. It never throws. */
export type AnswerRequest = (request: ChatRequest) => Promise<Outcome>;
