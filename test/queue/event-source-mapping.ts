import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { findQueueArn } from '#test/queue/create-queues';
import { toSqsRecord } from '#test/queue/sqs-record';

/**
 * A running mapping. `close` resolves when the batches under way are done, after a second at most if there are none. Close it
 * before its queue: it does not outlive a request that fails.
 */
export type EventSourceMapping = { close(): Promise<void> };

const longPollSeconds = 1;

const batchResponse = z.nullish(
  z.looseObject({ batchItemFailures: z.nullish(z.array(z.looseObject({ itemIdentifier: z.string() }))) }),
);

/** The message ids that a partial batch response names; every id when it is not one or names a message not in the batch. */
function failedIds(response: unknown, messageIds: Set<string>): Set<string> {
  const { success, data } = batchResponse.safeParse(response);
  const failed = new Set(data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return success && failed.isSubsetOf(messageIds) ? failed : messageIds;
}

/**
 * Feeds a queue to a function the way Lambda's own event source mapping does: receives a batch, invokes, deletes what
 * succeeded. The rest stays hidden until the queue's visibility timeout is over, or for `retryAfterSeconds` if given.
 *
 * `invoke` answers the function's payload and rejects on a function error, which fails the batch. `batchSize` is 1 to 10, 10
 * unless given; `concurrency` is the number of batches worked on at once, 2 unless given.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function startEventSourceMapping(options: {
  sqs: SQSClient;
  queueUrl: string;
  invoke: (event: SQSEvent) => Promise<unknown>;
  batchSize?: number;
  concurrency?: number;
  /** Without it the answer is not looked at, and a batch succeeds or fails as a whole. True unless given. */
  reportBatchItemFailures?: boolean;
  retryAfterSeconds?: number;
}): Promise<EventSourceMapping> {
  const { sqs, queueUrl: QueueUrl, invoke, batchSize = 10, concurrency = 2, reportBatchItemFailures = true } = options;
  const queueArn = await findQueueArn(sqs, QueueUrl);
  let closed = false;

  async function receive(): Promise<SQSRecord[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: batchSize,
      WaitTimeSeconds: longPollSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command);
    return Messages.map((message) => toSqsRecord(message, queueArn));
  }

  async function findFailed(Records: SQSRecord[]): Promise<Set<string>> {
    const messageIds = new Set(Records.map(({ messageId }) => messageId));
    try {
      const response = await invoke({ Records });
      return reportBatchItemFailures ? failedIds(response, messageIds) : new Set();
    } catch {
      return messageIds;
    }
  }

  async function work(records: SQSRecord[]): Promise<void> {
    const failed = await findFailed(records);
    const entries = records.map(({ messageId, receiptHandle }) => ({ Id: messageId, ReceiptHandle: receiptHandle }));
    const { done, returned } = Object.groupBy(entries, ({ Id }) => (failed.has(Id) ? 'returned' : 'done'));
    if (done) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: done }));
    if (returned && options.retryAfterSeconds !== undefined) {
      const Entries = returned.map((entry) => ({ ...entry, VisibilityTimeout: options.retryAfterSeconds }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  }

  async function poll(): Promise<void> {
    while (!closed) {
      const records = await receive();
      if (records.length > 0) await work(records);
    }
  }

  const pollers = Promise.all(Array.from({ length: concurrency }, poll));

  return {
    async close() {
      closed = true;
      await pollers;
    },
  };
}
