import type { Failure } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import type { ChatRequest } from '#shared/request';
import { deadlineOf } from '#shared/triggers/deadline';
import type { TriggerContext } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';

/** The parts of a request that depend on its source. */
export type InvocationRequest = Pick<ChatRequest, 'body' | 'trace' | 'refusal' | 'room'> & {
  /** AWS's name for the source. */
  readonly from: string;
};

/** Makes the error of a failed invocation. Its name is the failure's kind, its message the problem document. */
export const invocationError = (failure: Failure, instance: string): Error => {
  const error = new Error(JSON.stringify(problemOf(failure, instance)));
  error.name = failure.kind;
  // The runtime would send the stack to the caller.
  error.stack = '';
  return error;
};

const answerRequest = ({ from, ...request }: InvocationRequest, trigger: TriggerContext) =>
  trigger.answer({ ...request, caller: { kind: 'trusted', name: from }, deadline: deadlineOf(trigger) });

/**
 * Answers one request whose sender reads the result: returns Chat's answer, or throws an error with the name of the
 * failure's kind. `Retry` and `Catch` of Step Functions can refer to that name, and Lambda retries a failed
 * asynchronous invocation or sends it to its failure destination.
 */
export const answerInvocation = async (request: InvocationRequest, trigger: TriggerContext): Promise<unknown> => {
  const outcome = await answerRequest(request, trigger);
  if ('failure' in outcome) throw invocationError(outcome.failure, trigger.context.awsRequestId);
  return outcome.answer.value;
};

/** Answers one request whose sender does not read the answer: failed items make the invocation fail, too. */
export const answerUnread = async (request: InvocationRequest, trigger: TriggerContext): Promise<unknown> => {
  const outcome = await answerRequest(request, trigger);
  const failure = failureIn(outcome);
  if (failure) throw invocationError(failure, trigger.context.awsRequestId);
  return 'answer' in outcome ? outcome.answer.value : undefined;
};
