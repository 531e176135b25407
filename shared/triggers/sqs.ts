import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod/mini';
import { leastAttempt } from '#shared/chat/retry-policy';
import { Failure } from '#shared/failures/failure';
import { deadlineOf } from '#shared/triggers/deadline';
import { inOrder } from '#shared/triggers/in-order';
import { defineTrigger, recordsOf, type TriggerContext } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.looseObject({
  messageId: z.string(),
  body: z.string(),
  attributes: z.looseObject({
    MessageGroupId: z.optional(z.string()),
    ApproximateReceiveCount: z.optional(z.string()),
  }),
  eventSource: z.literal('aws:sqs'),
  eventSourceARN: z.string(),
});

type Message = z.infer<typeof record>;

/** A message that adds is not sent on twice: the first time may have added what it asks for. */
const refusalOf = ({ attributes }: Message, { effect }: TriggerContext['api']): Failure | undefined =>
  effect === 'adds' && Number(attributes.ApproximateReceiveCount) > 1
    ? new Failure(
        'OutcomeUnknown',
        'The queue delivers this message again: look whether it was carried out before you repeat it.',
      )
    : undefined;

const handleBatch = (Records: Message[], trigger: TriggerContext) => {
  const deadline = deadlineOf(trigger);
  const handle = inOrder<Message>({
    groupOf: ({ messageId, eventSourceARN, attributes: { MessageGroupId = messageId } }) =>
      eventSourceARN.endsWith('.fifo') ? MessageGroupId : messageId,
    hasTime: () => trigger.clock.now() < deadline - leastAttempt,
    answer: async (message) =>
      failureIn(
        await trigger.answer({
          body: unwrap({ text: message.body }),
          caller: { kind: 'trusted', name: message.eventSourceARN },
          deadline,
          trace: { messageId: message.messageId },
          refusal: refusalOf(message, trigger.api),
        }),
      ),
    blocks: ({ transient }) => transient,
  });
  return processPartialResponse({ Records }, handle, new BatchProcessor(EventType.SQS), {
    throwOnFullBatchFailure: false,
  });
};

/**
 * An SQS queue, standard or FIFO: a request a message. What fails is handed back, until the queue moves it to its
 * dead-letter queue. After a transient failure, the rest of a message group is handed back untouched, so that order is
 * kept. The event source mapping needs `ReportBatchItemFailures`.
 *
 * A function that adds asks Chat once for a message, at its first delivery. Delivered again, the message is refused as
 * `OutcomeUnknown` until it is in the dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const sqs = defineTrigger({
  name: 'SQS',
  event: z.object({ Records: recordsOf(record) }),
  handle: ({ Records }, trigger) => handleBatch(Records, trigger),
});

/** An SQS queue behind EventBridge Pipes, which hands over the bare records. */
export const sqsPipe = defineTrigger({
  name: 'SQS by EventBridge Pipes',
  event: recordsOf(record),
  handle: handleBatch,
});
