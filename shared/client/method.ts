import type { Contract } from '#shared/client/contract';

/** A function's name, without the prefix that its deployment gives it. */
export type FunctionName = keyof Contract;

/** What a function takes: the JSON body that Chat's page of the API documents. */
export type RequestOf<Name extends FunctionName> = Contract[Name]['request'];

/** What a function answers: Chat's own answer, with 64-bit ids as strings of digits. */
export type AnswerOf<Name extends FunctionName> = Contract[Name]['answer'];

/** What can be chosen for a call. */
export interface CallOptions {
  /** Ends the waiting, not the function: the call rejects with the signal's reason, and Chat may still carry it out. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls a function and resolves with Chat's answer.
 *
 * Rejects with a `ChatFunctionsError` when the function fails; with the AWS SDK's own error when Lambda does not take the
 * call or cannot be reached (`TooManyRequestsException`, `ResourceNotFoundException`, …); with the signal's reason when it
 * is aborted.
 */
export type Method<Name extends FunctionName> = (
  request: RequestOf<Name>,
  options?: CallOptions,
) => Promise<AnswerOf<Name>>;
