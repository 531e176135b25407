import * as z from 'zod/mini';
import { memberOf } from '#shared/json/member-of';
import { decodeUtf8 } from '#shared/json/utf8';
import { answerInOrder } from '#shared/triggers/answer-in-order';
import { defineTrigger, readRecords } from '#shared/triggers/trigger';
import { failureIn } from '#shared/triggers/unread-answer';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.object({
  eventSource: z.literal('aws:kinesis'),
  eventID: z.string(),
  eventSourceARN: z.optional(z.string()),
  kinesis: z.object({ data: z.string(), partitionKey: z.string(), sequenceNumber: z.string() }),
});

/**
 * A Kinesis data stream. Each record is one request. Records with the same partition key are handled in order; after a
 * transient failure, the rest of the key is reported as failed without being handled. Kinesis delivers the first failed
 * record again, together with every later one, and does not say how often it has done so. The event source mapping
 * needs `ReportBatchItemFailures`.
 *
 * A function that adds handles a batch record by record and stops at the first one that it reports as failed, so that
 * nothing is added twice. It does not report a record that may have been added, wholly or in part: the log has it, as
 * an error.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const kinesis = defineTrigger({
  name: 'Kinesis',
  read: (event) => readRecords(record, memberOf(event, 'Records')),
  handle: (records, trigger) => {
    const adds = trigger.api.effect === 'adds';
    return answerInOrder(
      {
        records,
        groupOf: ({ kinesis: { partitionKey } }) => (adds ? 'the batch' : partitionKey),
        answer: async ({ eventID, eventSourceARN = 'Kinesis', kinesis: { data } }, deadline) => {
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
        idOf: ({ kinesis: { sequenceNumber } }) => sequenceNumber,
      },
      trigger,
    );
  },
});
