import { answerUnread } from '#shared/triggers/invocation';
import { defineTrigger } from '#shared/triggers/trigger';
import { readTopicRecord, unwrap } from '#shared/triggers/unwrap';

/**
 * An SNS topic. The request is the `Message`; an event has one record. SNS invokes asynchronously, so Lambda retries a
 * failure as configured: the deployment configures no retries for a function that adds.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const sns = defineTrigger({
  name: 'SNS',
  read: readTopicRecord,
  handle: ({ Sns, EventSubscriptionArn }, trigger) =>
    answerUnread(
      {
        from: Sns.TopicArn ?? EventSubscriptionArn ?? 'SNS',
        body: unwrap({ text: Sns.Message }),
        trace: { messageId: Sns.MessageId },
      },
      trigger,
    ),
});
