import type { Answer, Attempt } from '#shared/chat/call';

/** The claims of a token that has been verified. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Who asks. `trusted` came in by AWS policies: IAM, events and other Lambdas. `user` showed a token that the gateway has
 * verified. `unknown` is an HTTP request that no authoriser has looked at.
 */
export type Caller =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'user'; readonly claims: Claims }
  | { readonly kind: 'unknown' };

/** A body as it came. */
export interface BodyText {
  /** `undefined` where the bytes are not UTF-8. */
  readonly text: string | undefined;
  /** The media type, where the source names one. */
  readonly mediaType?: string | undefined;
}

/** A body that the runtime has parsed already. */
export interface BodyValue {
  readonly value: unknown;
}

/** One request, whichever trigger brought it. */
export interface ChatRequest {
  /** Stays the same when the source delivers the request again; left out where none does. */
  readonly id?: string;
  readonly body: BodyText | BodyValue;
  readonly caller: Caller;
  /** Unix milliseconds by which the answer has to be there. */
  readonly deadline: number;
  /** The ids that link it to where it came from, for the log. */
  readonly trace: Readonly<Record<string, string>>;
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

/** Answers one request: the inner chain of `serve`. It throws nothing but a `Failure`. */
export type AnswerRequest = (request: ChatRequest) => Promise<Answer>;
