import type { Answer, Attempt } from '#shared/chat/call';
import type { Failure } from '#shared/failures/failure';

/** What is said of a user by a token that has been verified, or by a Lambda authoriser. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Who asks.
 *
 * - `trusted`: AWS policies let it in, such as a role that signed the request, a queue or another Lambda. `name` is its ARN,
 *   or what else AWS calls it.
 * - `user`: the gateway has verified its token.
 * - `token`: a load balancer says who it is, in a token that is not verified yet.
 * - `identity-pool`: an app user with AWS credentials of a Cognito identity pool.
 * - `unknown`: an HTTP request that no authoriser has looked at.
 */
export type Caller =
  | { readonly kind: 'trusted'; readonly name: string }
  | { readonly kind: 'user'; readonly claims: Claims }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'identity-pool'; readonly name: string }
  | { readonly kind: 'unknown' };

/** A body as it came. */
export interface BodyText {
  /** `undefined` where the bytes are not UTF-8. */
  readonly text: string | undefined;
}

/** A body that the runtime has parsed already. */
export interface BodyValue {
  readonly value: unknown;
}

/** What the way back can carry. */
export interface Room {
  /** The most bytes of an answer. */
  readonly bytes: number;
  /** Whether the answer travels as text within JSON, so that its quotes and line breaks are escaped. */
  readonly escaped: boolean;
}

/** One request, whichever trigger brought it. */
export interface ChatRequest {
  readonly body: BodyText | BodyValue;
  readonly caller: Caller;
  /** Unix milliseconds by which the answer has to be there. */
  readonly deadline: number;
  /** The ids that link it to where it came from, for the log. */
  readonly trace: Readonly<Record<string, string>>;
  /** Why the trigger does not accept it. */
  readonly refusal?: Failure | undefined;
  /** Left out where nobody reads the answer. */
  readonly room?: Room | undefined;
}

/** A request on its way through the chain of `serve`. */
export interface RequestInProgress extends ChatRequest {
  /** Unix milliseconds. */
  readonly start: number;
  /** What has been asked of Chat so far. */
  readonly attempts: Attempt[];
  /** The body as the schema of the API makes it; empty until it has been checked. */
  readonly checked: Readonly<Record<string, unknown>>;
}

/** What came of a request. */
export type Outcome = { readonly answer: Answer } | { readonly failure: Failure };

/** Answers one request: the inner chain of `serve`. It throws nothing. */
export type AnswerRequest = (request: ChatRequest) => Promise<Outcome>;
