import { answerInvocation } from '#shared/triggers/invocation';
import { rooms } from '#shared/triggers/room';
import { defineTrigger } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

/**
 * Direct invocation by another Lambda, the AWS CLI, an SDK, Step Functions or EventBridge Scheduler. The event is the
 * request itself, or Lambda's record of a failed invocation. AWS does not name the invoker, so the log names the
 * function instead.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
 */
export const direct = defineTrigger({
  name: 'direct invocation',
  read: (value) => ({ value }),
  handle: (body, trigger) =>
    answerInvocation(
      { from: trigger.context.invokedFunctionArn, body: unwrap(body), trace: {}, room: rooms.invocation },
      trigger,
    ),
});
