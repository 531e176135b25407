import * as z from 'zod/mini';
import { deliverInvocation } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

/**
 * An SNS topic: the request is the `Message`. SNS sends one record an event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const sns = defineTrigger({
  name: 'SNS',
  event: z.object({
    Records: z.tuple([
      z.object({
        EventSource: z.literal('aws:sns'),
        Sns: z.object({ MessageId: z.string(), Message: z.string() }),
      }),
    ]),
  }),
  deliver: ({ Records: [{ Sns }] }, means) =>
    deliverInvocation({ id: Sns.MessageId, body: unwrap(Sns.Message), trace: { messageId: Sns.MessageId } }, means),
});
