import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod/mini';
import { leastAttempt } from '#shared/chat/retry-policy';
import { decodeUtf8 } from '#shared/json/utf8';
import { deadlineOf } from '#shared/triggers/deadline';
import { inOrder } from '#shared/triggers/in-order';
import { defineTrigger, recordsOf } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.looseObject({
  eventSource: z.literal('aws:kinesis'),
  eventID: z.string(),
  eventSourceARN: z.optional(z.string()),
  kinesis: z.looseObject({ data: z.string(), partitionKey: z.string(), sequenceNumber: z.string() }),
});

/**
 * A Kinesis data stream: a request a record. Records of one partition key are served in their order; after a transient
 * failure, the rest of the key is handed back untouched. What fails is handed back by its sequence number, and Kinesis
 * delivers it again with everything behind it, without saying how often it has. The event source mapping needs
 * `ReportBatchItemFailures`.
 *
 * A function that adds serves a batch one record after the other and stops at the first that it hands back, so that
 * nothing it added comes again. What may have added something already, or added it in part, is not handed back: the log
 * has it, as an error.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const kinesis = defineTrigger({
  name: 'Kinesis',
  event: z.object({ Records: recordsOf(record) }),
  handle: (event, trigger) => {
    const deadline = deadlineOf(trigger);
    const adds = trigger.api.effect === 'adds';
    const handle = inOrder<z.infer<typeof record>>({
      groupOf: ({ kinesis: { partitionKey } }) => (adds ? 'the batch' : partitionKey),
      hasTime: () => trigger.clock.now() < deadline - leastAttempt,
      answer: async ({ eventID, eventSourceARN = 'Kinesis', kinesis: { data } }) => {
        const outcome = await trigger.answer({
          body: unwrap({ text: decodeUtf8(Buffer.from(data, 'base64')) }),
          caller: { kind: 'trusted', name: eventSourceARN },
          deadline,
          trace: { eventId: eventID },
        });
        const mayHaveAdded = adds && ('answer' in outcome || outcome.failure.kind === 'OutcomeUnknown');
        return mayHaveAdded ? undefined : failureIn(outcome);
      },
      blocks: ({ transient }) => adds || transient,
    });
    return processPartialResponse(event, handle, new BatchProcessor(EventType.KinesisDataStreams), {
      throwOnFullBatchFailure: false,
    });
  },
});
