import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import * as z from 'zod/mini';
import { deadlineOf } from '#shared/deadline';
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

const deliver = (Records: z.infer<typeof records>, { context, answer }: Means) => {
  const deadline = deadlineOf(context);
  const fifo = Records[0]?.eventSourceARN.endsWith('.fifo');
  const handle = ({ messageId, body }: z.infer<typeof record>) =>
    answer({
      id: messageId,
      body: unwrap(body),
      caller: { kind: 'trusted' },
      deadline,
      trace: { messageId },
    });
  return fifo
    ? processPartialResponse({ Records }, handle, new SqsFifoPartialProcessorAsync(), {
        skipGroupOnError: true,
        throwOnFullBatchFailure: false,
      })
    : processPartialResponse({ Records }, handle, new BatchProcessor(EventType.SQS), {
        throwOnFullBatchFailure: false,
      });
};

/**
 * An SQS queue, standard or FIFO: a request a message. What fails is handed back; after a failure, the rest of a message
 * group is handed back untouched. The event source mapping needs `ReportBatchItemFailures`.
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
