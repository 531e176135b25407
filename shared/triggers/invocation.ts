import type { Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import type { ChatRequest } from '#shared/request';
import { deadlineOf } from '#shared/triggers/deadline';
import type { TriggerContext } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';

/** The parts of a request that its source decides on. */
export type InvocationRequest = Pick<ChatRequest, 'body' | 'trace' | 'refusal' | 'room'> & {
  /** What AWS calls the source. */
  readonly from: string;
};

/** The error of a failed invocation: named after the kind, with the problem document as its message. */
export const invocationError = (failure: Failure, instance: string): Error => {
  const error = new Error(JSON.stringify(problemOf(failure, instance)));
  error.name = failure.kind;
  // The runtime would pass it on to the caller.
  error.stack = '';
  return error;
};

const answerRequest = ({ from, ...request }: InvocationRequest, trigger: TriggerContext) =>
  trigger.answer({ ...request, caller: { kind: 'trusted', name: from }, deadline: deadlineOf(trigger) });

/**
 * Answers one request whose sender reads what the function returns or throws: returns Chat's answer, or throws an error
 * that is named after the kind of failure, so that `Retry` and `Catch` in Step Functions can name it and asynchronous
 * invocations are tried again or end at their failure destination.
 */
export const answerInvocation = async (request: InvocationRequest, trigger: TriggerContext): Promise<unknown> => {
  const outcome = await answerRequest(request, trigger);
  if ('failure' in outcome) throw invocationError(outcome.failure, trigger.context.awsRequestId);
  return outcome.answer.value;
};

/** Does the same for a source that reads no answer: items that failed make the invocation fail. */
export const answerUnread = async (request: InvocationRequest, trigger: TriggerContext): Promise<unknown> => {
  const outcome = await answerRequest(request, trigger);
  const failure = failureIn(outcome);
  if (failure) throw invocationError(failure, trigger.context.awsRequestId);
  return 'answer' in outcome ? outcome.answer.value : undefined;
};
