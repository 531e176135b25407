import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod/mini';
import { decodeUtf8 } from '#shared/json/utf8';
import { deadlineOf } from '#shared/triggers/deadline';
import { defineTrigger } from '#shared/triggers/trigger';
import { unwrap } from '#shared/triggers/unwrap';

const record = z.looseObject({
  eventSource: z.literal('aws:kinesis'),
  eventID: z.string(),
  kinesis: z.looseObject({ data: z.string(), partitionKey: z.string(), sequenceNumber: z.string() }),
});

/**
 * A Kinesis data stream: a request a record. Records of one partition key are served in their order. What fails is handed
 * back by its sequence number. The event source mapping needs `ReportBatchItemFailures`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const kinesis = defineTrigger({
  name: 'Kinesis',
  event: z.object({ Records: z.array(record).check(z.minLength(1)) }),
  deliver: (event, { context, answer }) => {
    const deadline = deadlineOf(context);
    const lastOf = new Map<string, Promise<unknown>>();
    const handle = ({ eventID, kinesis: { data, partitionKey } }: z.infer<typeof record>) => {
      const serve = () =>
        answer({
          id: eventID,
          body: unwrap(decodeUtf8(Buffer.from(data, 'base64'))),
          caller: { kind: 'trusted' },
          deadline,
          trace: { eventId: eventID },
        });
      const served = (lastOf.get(partitionKey) ?? Promise.resolve()).then(serve, serve);
      lastOf.set(partitionKey, served);
      return served;
    };
    return processPartialResponse(event, handle, new BatchProcessor(EventType.KinesisDataStreams), {
      throwOnFullBatchFailure: false,
    });
  },
});
