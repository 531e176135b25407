import { asFailure, type Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import type { ChatRequest } from '#shared/request';
import { deadlineOf } from '#shared/triggers/deadline';
import type { Means } from '#shared/triggers/trigger';

/** The error of a failed invocation: named after the kind, with the problem document as its message. */
export const invocationError = (failure: Failure, instance: string): Error => {
  const error = new Error(JSON.stringify(problemOf(failure, instance)));
  error.name = failure.kind;
  // The runtime would pass it on to the caller.
  error.stack = '';
  return error;
};

/**
 * Answers one request whose sender reads what the function returns or throws: returns Chat's answer, or throws an error
 * that is named after the kind of failure, so that `Retry` and `Catch` in Step Functions can name it and asynchronous
 * invocations are tried again or end at their failure destination.
 */
export const deliverInvocation = async (
  { id, body, trace }: Required<Pick<ChatRequest, 'id' | 'body' | 'trace'>>,
  { context, answer }: Means,
): Promise<unknown> => {
  try {
    const { value } = await answer({ id, body, trace, caller: { kind: 'trusted' }, deadline: deadlineOf(context) });
    return value;
  } catch (error) {
    throw invocationError(asFailure(error), context.awsRequestId);
  }
};
