import * as z from 'zod/mini';
import { samples } from '#test/events/samples';

/** A message of a queue; with a group the queue is FIFO. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly group?: string;
}

/** An event of SQS with these messages, each with the other fields of AWS's sample. */
export const sqsBatch = (messages: readonly Message[]) => ({
  Records: messages.map(({ id: messageId, body, group: MessageGroupId }) => {
    const [record] = MessageGroupId === undefined ? samples.sqs.Records : samples.sqsFifo.Records;
    return { ...record, messageId, body, attributes: { ...record?.attributes, MessageGroupId } };
  }),
});

/** A record of a stream. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** Not yet in base64. */
  readonly data: string;
}

/** An event of Kinesis with these records, each with the other fields of AWS's sample. */
export const kinesisBatch = (records: readonly StreamRecord[]) => ({
  Records: records.map(({ sequenceNumber, partitionKey, data }) => {
    const [record] = samples.kinesis.Records;
    return {
      ...record,
      eventID: `shardId-000000000006:${sequenceNumber}`,
      kinesis: { ...record?.kinesis, sequenceNumber, partitionKey, data: Buffer.from(data).toString('base64') },
    };
  }),
});

const partialBatchResponse = z.strictObject({
  batchItemFailures: z.array(z.strictObject({ itemIdentifier: z.string() })),
});

/** The sorted ids in a partial batch response. Throws if the reply is not one. */
export const handedBack = (reply: unknown): string[] =>
  partialBatchResponse
    .parse(reply)
    .batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
    .toSorted();

/** The JSON of a request that pins the conversation of `user` with `peer`. */
export const pinRequest = (peer: string, user = 'user_0001'): string =>
  JSON.stringify({ From_Account: user, OperationType: 1, RecentContactItem: [{ Type: 1, To_Account: peer }] });

/** The JSON of a request that unpins it, as often as one likes: there is no limit to it. */
export const unpinRequest = (peer: string): string =>
  pinRequest(peer).replace('"OperationType":1', '"OperationType":2');
