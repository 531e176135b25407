import * as z from 'zod/mini';
import { deliverInvocation } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';

/**
 * EventBridge Pipes with an input transformer: an array of requests, answered by an array of answers. The pipe cannot be
 * told which element failed, so all are served and then the first failure is thrown: the pipe sends the batch again.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
export const pipe = defineTrigger({
  name: 'EventBridge Pipes',
  event: z.array(z.unknown()),
  deliver: async (elements, means) => {
    const results = await Promise.allSettled(
      elements.map((value, index) => {
        const id = `${means.context.awsRequestId}/${index}`;
        return deliverInvocation({ id, body: { value }, trace: { element: `${index}` } }, means);
      }),
    );
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  },
});
