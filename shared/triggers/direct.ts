import * as z from 'zod/mini';
import { deliverInvocation } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * Another Lambda, the AWS CLI, an SDK, Step Functions, EventBridge Scheduler: the event is the request itself.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html
 */
export const direct = defineTrigger({
  name: 'direct invocation',
  event: z.unknown(),
  deliver: (value, means) => deliverInvocation({ id: means.context.awsRequestId, body: { value }, trace: {} }, means),
});
