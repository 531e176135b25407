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

/** What feeds which function. */
export interface EventSourceMappingOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  /** Answers the function's payload and rejects on a function error, which fails the batch. */
  invoke(event: SQSEvent): Promise<unknown>;
  /** 1 to 10, 10 unless given. */
  readonly batchSize?: number;
  /** Batches that are worked on at once, 2 unless given. */
  readonly concurrency?: number;
  /** Without it the answer is not looked at, and a batch succeeds or fails as a whole. True unless given. */
  readonly reportBatchItemFailures?: boolean;
  /** Seconds for which a failed message stays hidden; until the queue's visibility timeout is over unless given. */
  readonly retryAfterSeconds?: number;
}

/** A running mapping. A queue that cannot be reached is asked again after a second. */
export interface EventSourceMapping {
  /** Resolves when the batches under way are done, after a second at most if there are none. */
  close(): Promise<void>;
}

const longPollSeconds = 1;

const batchResponse = z.nullish(
  z.looseObject({ batchItemFailures: z.nullish(z.array(z.looseObject({ itemIdentifier: z.string() }))) }),
);

/** The message ids that a partial batch response names; every id when it is not one or names a message not in the batch. */
const failedIds = (response: unknown, messageIds: ReadonlySet<string>): ReadonlySet<string> => {
  const { success, data } = batchResponse.safeParse(response);
  const failed = new Set(data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return success && failed.isSubsetOf(messageIds) ? failed : messageIds;
};

/**
 * Feeds a queue to a function the way Lambda's own event source mapping does: receives a batch, invokes, deletes what
 * succeeded and leaves the rest to be received again.
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
