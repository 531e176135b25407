import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { memberOf } from '#shared/json/member-of';
import { answerInOrder } from '#shared/triggers/answer-in-order';
import { defineTrigger, readRecords, type TriggerContext } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.object({
    MessageGroupId: z.optional(z.string()),
    ApproximateReceiveCount: z.optional(z.string()),
  }),
  eventSource: z.literal('aws:sqs'),
  eventSourceARN: z.string(),
});

type Message = z.infer<typeof record>;

/** A repeated delivery must not add again: the first delivery may have succeeded. */
const refusalOf = ({ attributes }: Message, { effect }: TriggerContext['api']): Failure | undefined =>
  effect === 'adds' && Number(attributes.ApproximateReceiveCount) > 1
    ? new Failure(
        'OutcomeUnknown',
        'The queue has delivered this message before. Check whether Chat carried it out before you send it again.',
      )
    : undefined;

const handleBatch = (records: readonly Message[], trigger: TriggerContext) =>
  answerInOrder(
    {
      records,
      groupOf: ({ messageId, eventSourceARN, attributes: { MessageGroupId = messageId } }) =>
        eventSourceARN.endsWith('.fifo') ? MessageGroupId : messageId,
      answer: async (message, deadline) =>
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
      idOf: ({ messageId }) => messageId,
    },
    trigger,
  );

/**
 * An SQS queue, standard or FIFO. Each message is one request. A failed message returns to the queue, which finally
 * moves it to its dead-letter queue. After a transient failure, the rest of a message group returns without being
 * handled, which keeps the order. The event source mapping needs `ReportBatchItemFailures`.
 *
 * A function that adds calls Chat only at the first delivery of a message. Each later delivery fails with
 * `OutcomeUnknown`, until the message is in the dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const sqs = defineTrigger({
  name: 'SQS',
  read: (event) => readRecords(record, memberOf(event, 'Records')),
  handle: handleBatch,
});

/** An SQS queue behind EventBridge Pipes, which sends an array of records. */
export const sqsPipe = defineTrigger({
  name: 'SQS by EventBridge Pipes',
  read: (event) => readRecords(record, event),
  handle: handleBatch,
});
