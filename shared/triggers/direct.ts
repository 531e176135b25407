import { deadlineOf } from '#shared/deadline';
import { asFailure, type Failure } from '#shared/failures';
import { problemOf } from '#shared/problem';
import type { Deliver } from '#shared/triggers/trigger';

/** The error of a failed invocation: named after the kind, with the problem document as its message. */
const invocationError = (failure: Failure, instance: string): Error => {
  const error = new Error(JSON.stringify(problemOf(failure, instance)));
  error.name = failure.kind;
  // The runtime would pass it on to the caller.
  error.stack = '';
  return error;
};

/**
 * Another Lambda, the AWS CLI, an SDK or Step Functions: the event is the request itself.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
 */
export const direct =
  (event: unknown): Deliver =>
  async ({ context, answer }) => {
    try {
      const { value } = await answer({
        body: { value: event },
        caller: { kind: 'trusted' },
        deadline: deadlineOf(context),
        trace: {},
      });
      return value();
    } catch (error) {
      throw invocationError(asFailure(error), context.awsRequestId);
    }
  };
