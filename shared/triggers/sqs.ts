import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import * as z from 'zod/mini';
import { asFailure } from '#shared/failures/failure';
import { deadlineOf } from '#shared/triggers/deadline';
import { defineTrigger, type Means } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.looseObject({
  messageId: z.string(),
  body: z.string(),
  attributes: z.looseObject({ MessageGroupId: z.optional(z.string()) }),
  eventSource: z.literal('aws:sqs'),
  eventSourceARN: z.string(),
});

const records = z.array(record).check(z.minLength(1));

type Batch = z.infer<typeof records>;

const options = { throwOnFullBatchFailure: false };

/** One message group after the other would let a group that Chat does not answer take the time of all others. */
const process = async (Records: Batch, handle: (record: Batch[number]) => Promise<void>) => {
  if (!Records[0]?.eventSourceARN.endsWith('.fifo')) {
    return processPartialResponse({ Records }, handle, new BatchProcessor(EventType.SQS), options);
  }
  const groups = Map.groupBy(Records, ({ attributes }) => attributes.MessageGroupId);
  const replies = await Promise.all(
    groups
      .values()
      .map((group) => processPartialResponse({ Records: group }, handle, new SqsFifoPartialProcessorAsync(), options)),
  );
  return { batchItemFailures: replies.flatMap(({ batchItemFailures }) => batchItemFailures) };
};

const deliver = async (Records: Batch, { context, answer }: Means) => {
  const deadline = deadlineOf(context);
  const rejected: { readonly itemIdentifier: string }[] = [];
  const handle = async ({ messageId, body }: Batch[number]) => {
    try {
      await answer({
        id: messageId,
        body: unwrap(body),
        caller: { kind: 'trusted' },
        deadline,
        trace: { messageId },
      });
    } catch (error) {
      if (asFailure(error).transient) throw error;
      // It can never succeed, so what stands behind it in its message group need not wait for it.
      rejected.push({ itemIdentifier: messageId });
    }
  };
  const { batchItemFailures } = await process(Records, handle);
  return { batchItemFailures: [...batchItemFailures, ...rejected] };
};

/**
 * An SQS queue, standard or FIFO: a request a message. What fails is handed back, until the queue moves it to its
 * dead-letter queue. After a failure that may pass, the rest of a message group is handed back untouched, so that order
 * is kept. The event source mapping needs `ReportBatchItemFailures`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const sqs = defineTrigger({
  name: 'SQS',
  event: z.object({ Records: records }),
  deliver: ({ Records }, means) => deliver(Records, means),
});

/** An SQS queue behind EventBridge Pipes, which hands over the bare records. */
export const sqsPipe = defineTrigger({ name: 'SQS by EventBridge Pipes', event: records, deliver });
