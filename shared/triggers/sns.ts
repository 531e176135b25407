import { answerUnread } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { topicEvent, unwrap } from '#shared/triggers/unwrap';

/**
 * An SNS topic: the request is the `Message`. SNS sends one record an event and invokes asynchronously, so a failure is tried
 * again as often as the function's asynchronous invocations are: not at all where the function adds.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const sns = defineTrigger({
  name: 'SNS',
  event: topicEvent,
  handle: ({ Records: [{ Sns, EventSubscriptionArn }] }, trigger) =>
    answerUnread(
      {
        from: Sns.TopicArn ?? EventSubscriptionArn ?? 'SNS',
        body: unwrap({ text: Sns.Message }),
        trace: { messageId: Sns.MessageId },
      },
      trigger,
    ),
});
