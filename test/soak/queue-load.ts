import { setTimeout as wait } from 'node:timers/promises';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { countMessages } from '#test/queue/count-messages';
import { createQueues } from '#test/queue/create-queues';
import { drainQueue } from '#test/queue/drain-queue';
import { startEventSourceMapping } from '#test/queue/event-source-mapping';
import type { QueueService } from '#test/queue/queue-service';
import type { SoakedApi } from '#test/soak/requests';

const batchReply = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** Messages of one send. */
const perSend = 10;

/** A queue that feeds a function. */
export interface QueueLoad {
  /** Sends messages until the load ends. */
  run(isRunning: () => boolean): Promise<void>;
  /** Waits until the queue is empty. Returns how many messages were sent, left, and became dead letters. */
  end(): Promise<{ readonly sent: number; readonly left: number; readonly dead: number }>;
}

/** The options of a queue load. */
export interface QueueLoadOptions {
  readonly service: QueueService;
  readonly hostUrl: string;
  readonly soaked: SoakedApi;
  newUser(): string;
  /** Receives each finished message, and whether it was acknowledged. */
  ended(json: string, isAcknowledged: boolean): void;
}

/** Creates a queue that feeds a function of the host. */
export const createQueueLoad = async (options: QueueLoadOptions): Promise<QueueLoad> => {
  const { service, hostUrl, soaked, newUser, ended } = options;
  const { sqs } = service;
  const { api } = soaked;
  const { queueUrl, deadLetterUrl } = await createQueues({
    sqs,
    name: api.name,
    visibilityTimeoutSeconds: 120,
    maxReceiveCount: 5,
  });
  const mapping = await startEventSourceMapping({
    sqs,
    queueUrl,
    retryAfterSeconds: 1,
    invoke: async (event) => {
      const response = await fetch(`${hostUrl}/event${api.path}`, { method: 'POST', body: JSON.stringify(event) });
      const reply = batchReply.parse(await response.json());
      const failed = new Set(reply.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { messageId, body } of event.Records) if (!failed.has(messageId)) ended(body, true);
      return reply;
    },
  });
  let sent = 0;
  return {
    run: async (isRunning) => {
      while (isRunning()) {
        const Entries = Array.from({ length: perSend }, (_, index) => ({
          Id: `${index}`,
          MessageBody: soaked.request(newUser()),
        }));
        const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        sent += Successful.length;
        await wait(2_000);
      }
    },
    end: async () => {
      for (let patience = 90; patience > 0 && (await countMessages(sqs, queueUrl)) > 0; patience -= 1)
        await wait(1_000);
      const letters = await drainQueue(sqs, deadLetterUrl);
      for (const { Body = '' } of letters) ended(Body, false);
      await mapping.close();
      return { sent, left: await countMessages(sqs, queueUrl), dead: letters.length };
    },
  };
};
