import * as z from 'zod/mini';

/** A message that a queue holds, in flight or not. */
export interface HeldMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was received. */
  readonly received: number;
}

const messageSchema = z.object({ messageId: z.string(), body: z.string(), approximateReceiveCount: z.number() });

const inspectionSchema = z.object({
  messages: z.object({
    ready: z.array(messageSchema),
    delayed: z.array(messageSchema),
    inflight: z.array(z.object({ message: messageSchema })),
  }),
});

/** Reads what a queue holds without receiving it. */
export const inspectQueue = async (queueUrl: string): Promise<readonly HeldMessage[]> => {
  const { origin, pathname } = new URL(queueUrl);
  const response = await fetch(`${origin}/_fauxqs/queues/${pathname.split('/').at(-1)}`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { ready, delayed, inflight } = inspectionSchema.parse(await response.json()).messages;
  return [...inflight.map(({ message }) => message), ...ready, ...delayed].map((message) => ({
    id: message.messageId,
    body: message.body,
    received: message.approximateReceiveCount,
  }));
};
