import { setTimeout as wait } from 'node:timers/promises';
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

/** The options of an event source mapping. */
export interface EventSourceMappingOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Returns the function's payload. Rejects on a function error, which fails the batch. */
  invoke(event: SQSEvent): Promise<unknown>;
  /** 1 to 10. Default: 10. */
  readonly batchSize?: number;
  /** The most batches at once. Default: 2. */
  readonly concurrency?: number;
  /** Whether to read partial batch responses. If not, a batch succeeds or fails as a whole. Default: true. */
  readonly reportBatchItemFailures?: boolean;
  /** How many seconds a failed message stays hidden. Default: the rest of the visibility timeout. */
  readonly retryAfterSeconds?: number;
}

/** A running mapping. It retries an unreachable queue after a second. */
export interface EventSourceMapping {
  /** Resolves when the current batches are done; within a second if there are none. */
  close(): Promise<void>;
}

const longPollSeconds = 1;

const batchResponse = z.nullish(
  z.looseObject({ batchItemFailures: z.nullish(z.array(z.looseObject({ itemIdentifier: z.string() }))) }),
);

/**
 * The message ids that a partial batch response names. An invalid response, or one that names an unknown message, fails
 * the whole batch.
 */
const failedIds = (response: unknown, messageIds: ReadonlySet<string>): ReadonlySet<string> => {
  const { success, data } = batchResponse.safeParse(response);
  const failed = new Set(data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return success && failed.isSubsetOf(messageIds) ? failed : messageIds;
};

/**
 * Feeds a function from a queue as Lambda's event source mapping does: it receives a batch, invokes the function,
 * deletes the messages that succeeded and leaves the others in the queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const startEventSourceMapping = async (options: EventSourceMappingOptions): Promise<EventSourceMapping> => {
  const { sqs, queueUrl: QueueUrl, invoke, batchSize = 10, concurrency = 2, reportBatchItemFailures = true } = options;
  const queueArn = await findQueueArn(sqs, QueueUrl);
  let closed = false;

  const receive = async (): Promise<SQSRecord[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: batchSize,
      WaitTimeSeconds: longPollSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command);
    return Messages.map((message) => toSqsRecord(message, queueArn));
  };

  const findFailed = async (Records: SQSRecord[]): Promise<ReadonlySet<string>> => {
    const messageIds = new Set(Records.map(({ messageId }) => messageId));
    try {
      const response = await invoke({ Records });
      return reportBatchItemFailures ? failedIds(response, messageIds) : new Set();
    } catch {
      return messageIds;
    }
  };

  const work = async (records: SQSRecord[]): Promise<void> => {
    const failed = await findFailed(records);
    const entries = records.map(({ messageId, receiptHandle }) => ({ Id: messageId, ReceiptHandle: receiptHandle }));
    const { done, returned } = Object.groupBy(entries, ({ Id }) => (failed.has(Id) ? 'returned' : 'done'));
    if (done) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: done }));
    if (returned && options.retryAfterSeconds !== undefined) {
      const Entries = returned.map((entry) => ({ ...entry, VisibilityTimeout: options.retryAfterSeconds }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  };

  const poll = async (): Promise<void> => {
    while (!closed) {
      try {
        const records = await receive();
        if (records.length > 0) await work(records);
      } catch (error) {
        if (closed) return;
        console.error(`${QueueUrl}: ${error}`);
        await wait(1_000);
      }
    }
  };

  const pollers = Promise.all(Array.from({ length: concurrency }, poll));

  return {
    close: async () => {
      closed = true;
      await pollers;
    },
  };
};
