import * as z from 'zod/mini';
import { answerInvocation } from '#shared/triggers/invocation';
import { rooms } from '#shared/triggers/room';
import { defineTrigger } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

/**
 * Another Lambda, the AWS CLI, an SDK, Step Functions, EventBridge Scheduler: the event is the request itself, or Lambda's
 * record of a request that failed. AWS does not say who invokes, so the log names the function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
 */
export const direct = defineTrigger({
  name: 'direct invocation',
  event: z.unknown(),
  handle: (value, trigger) =>
    answerInvocation(
      { from: trigger.context.invokedFunctionArn, body: unwrap({ value }), trace: {}, room: rooms.invocation },
      trigger,
    ),
});
