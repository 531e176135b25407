import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DeleteQueueCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countMessages } from '#test/queue/count-messages';
import { createQueues } from '#test/queue/create-queues';
import { drainQueue } from '#test/queue/drain-queue';
import { type EventSourceMapping, startEventSourceMapping } from '#test/queue/event-source-mapping';
import { type QueueService, startQueueService } from '#test/queue/queue-service';

type MappingOptions = Parameters<typeof startEventSourceMapping>[0];

let service: QueueService;
let queues = 0;
const mappings: EventSourceMapping[] = [];

beforeAll(async () => {
  service = await startQueueService();
});
afterAll(async () => {
  await Promise.all(mappings.map((mapping) => mapping.close()));
  await service.close();
});

// Closing takes a second, so all mappings close together at the end.
const startMapping = async (options: MappingOptions) => mappings.push(await startEventSourceMapping(options));

/** Sends messages, feeds them to the function until the queue is empty, and returns the result. */
const run = async (
  messages: string[],
  invoke: (event: SQSEvent) => Promise<unknown>,
  options: Partial<MappingOptions> & { fifo?: boolean } = {},
) => {
  const { sqs } = service;
  const { fifo = false, ...mappingOptions } = options;
  queues += 1;
  const { queueUrl, deadLetterUrl } = await createQueues({ sqs, name: `queue-${queues}`, fifo });

  const entries = messages.map((MessageBody, index) => ({
    Id: String(index),
    MessageBody,
    ...(fifo && { MessageGroupId: MessageBody.charAt(0) }),
  }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));

  const batches: SQSRecord[][] = [];
  await startMapping({
    sqs,
    queueUrl,
    concurrency: 1,
    retryAfterSeconds: 0,
    async invoke(event) {
      batches.push(event.Records);
      return invoke(event);
    },
    ...mappingOptions,
  });
  await expect.poll(() => countMessages(sqs, queueUrl), { timeout: 10_000 }).toBe(0);

  return {
    batches: batches.map((records) => records.map(({ body }) => body)),
    bodies: batches.flat().map(({ body }) => body),
    deadLetters: (await drainQueue(sqs, deadLetterUrl)).map(({ Body }) => Body),
  };
};

const failing = (records: SQSRecord[]) => ({
  batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});
const times = (body: string, bodies: string[]) => bodies.filter((other) => other === body).length;

test('a message that succeeds is received once', async () => {
  const { batches, deadLetters } = await run(['a', 'b', 'c'], async () => ({ batchItemFailures: [] }));
  expect(batches).toEqual([['a', 'b', 'c']]);
  expect(deadLetters).toEqual([]);
});

test('only the failures of a batch return', async () => {
  const { bodies, deadLetters } = await run(['a', 'b', 'c'], async ({ Records }) =>
    failing(Records.filter(({ body, attributes }) => body === 'b' && Number(attributes.ApproximateReceiveCount) < 3)),
  );
  expect(bodies.toSorted()).toEqual(['a', 'b', 'b', 'b', 'c']);
  expect(deadLetters).toEqual([]);
});

test('a message that always fails becomes a dead letter; its neighbours do not', async () => {
  const { bodies, deadLetters } = await run(['a', 'poison', 'c'], async ({ Records }) =>
    failing(Records.filter(({ body }) => body === 'poison')),
  );
  expect(bodies.toSorted()).toEqual(['a', 'c', 'poison', 'poison', 'poison']);
  expect(deadLetters).toEqual(['poison']);
});

test('without partial responses the answer is ignored', async () => {
  const { bodies } = await run(['a', 'b'], async ({ Records }) => failing(Records), { reportBatchItemFailures: false });
  expect(bodies).toEqual(['a', 'b']);
});

test('a batch has no more messages than its size', async () => {
  const { batches } = await run(['a', 'b', 'c'], async () => null, { batchSize: 2 });
  expect(batches).toEqual([['a', 'b'], ['c']]);
});

test('by default failures wait for the visibility timeout', async () => {
  const { sqs } = service;
  const { queueUrl } = await createQueues({ sqs, name: 'hidden', visibilityTimeoutSeconds: 1 });
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }));
  const seen: number[] = [];
  await startMapping({
    sqs,
    queueUrl,
    async invoke({ Records }) {
      seen.push(Date.now());
      return seen.length === 1 ? failing(Records) : null;
    },
  });
  await expect.poll(() => countMessages(sqs, queueUrl), { timeout: 10_000 }).toBe(0);
  expect(seen).toHaveLength(2);
  expect(Number(seen[1]) - Number(seen[0])).toBeGreaterThan(900);
});

test('a queue that is deleted and recreated is polled again', async () => {
  const { sqs } = service;
  const { queueUrl } = await createQueues({ sqs, name: 'deleted' });
  const bodies: string[] = [];
  await startMapping({
    sqs,
    queueUrl,
    invoke: async ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
    },
  });
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
  await wait(200);
  await createQueues({ sqs, name: 'deleted' });
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a' }));
  await expect.poll(() => bodies, { timeout: 5_000 }).toEqual(['a']);
});

describe('a whole batch returns after', () => {
  const firstOf = ({ Records }: SQSEvent) => Records[0]?.messageId ?? '';
  test.each<[string, (event: SQSEvent) => unknown]>([
    [
      'an unknown id',
      (event) => ({ batchItemFailures: [{ itemIdentifier: firstOf(event) }, { itemIdentifier: 'x' }] }),
    ],
    ['an empty id', () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['a null id', () => ({ batchItemFailures: [{ itemIdentifier: null }] })],
    ['an id under another name', (event) => ({ batchItemFailures: [{ messageId: firstOf(event) }] })],
    ['a list of bare ids', (event) => ({ batchItemFailures: [firstOf(event)] })],
    ['failures that are no list', () => ({ batchItemFailures: 'all' })],
    ['an answer that is no object', () => 'done'],
    [
      'a function error',
      () => {
        throw new Error('the function failed');
      },
    ],
  ])('%s', async (_, answer) => {
    let failed = false;
    const { bodies } = await run(['a', 'b'], async (event) => {
      if (failed) return null;
      failed = true;
      return answer(event);
    });
    expect(bodies.toSorted()).toEqual(['a', 'a', 'b', 'b']);
  });
});

test.each([null, undefined, {}, { batchItemFailures: null }, { batchItemFailures: [] }])(
  'a batch is done after %j',
  async (answer) => {
    expect((await run(['a', 'b'], async () => answer)).bodies).toEqual(['a', 'b']);
  },
);

describe('a FIFO queue', () => {
  /** Handles messages in order. After a failure, it returns the rest of that group unhandled. */
  const inOrder =
    (done: string[], fails: (record: SQSRecord) => boolean) =>
    async ({ Records }: SQSEvent) => {
      const stopped = new Set<string | undefined>();
      const returned = Records.filter((record) => {
        const group = record.attributes.MessageGroupId;
        if (!stopped.has(group) && !fails(record)) {
          done.push(record.body);
          return false;
        }
        stopped.add(group);
        return true;
      });
      return failing(returned);
    };
  const messages = ['a1', 'a2', 'b1', 'a3', 'b2', 'a4', 'b3', 'c1'];
  const ofGroup = (group: string, bodies: string[]) => bodies.filter((body) => body.startsWith(group));

  test('gives a batch many messages of a group, in order', async () => {
    const { batches } = await run(messages, async () => null, { fifo: true });
    expect(batches).toHaveLength(1);
    expect(ofGroup('a', batches.flat())).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(ofGroup('b', batches.flat())).toEqual(['b1', 'b2', 'b3']);
  });

  test.each([0, 1])('keeps the order of a group when messages return after %i s', async (retryAfterSeconds) => {
    const done: string[] = [];
    const fails = ({ body, attributes }: SQSRecord) => body === 'a2' && Number(attributes.ApproximateReceiveCount) < 3;
    const { bodies, deadLetters } = await run(messages, inOrder(done, fails), { fifo: true, retryAfterSeconds });

    expect(ofGroup('a', done)).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(ofGroup('b', done)).toEqual(['b1', 'b2', 'b3']);
    expect(times('b1', bodies)).toBe(1);
    expect(times('a2', bodies)).toBe(3);
    expect(deadLetters).toEqual([]);
  });

  test('makes a failing message a dead letter, and the messages that waited behind it too often', async () => {
    const done: string[] = [];
    const fails = ({ body }: SQSRecord) => body === 'a2';
    const { deadLetters } = await run(messages, inOrder(done, fails), { fifo: true });
    expect(done.toSorted()).toEqual(['a1', 'b1', 'b2', 'b3', 'c1']);
    expect(deadLetters).toEqual(['a2', 'a3', 'a4']);
  });

  test('gives no message of a group to a second batch while the first has one', async () => {
    let working: string[] = [];
    const overlaps: string[] = [];
    await run(
      messages,
      async ({ Records }) => {
        const groups = [...new Set(Records.map(({ attributes }) => attributes.MessageGroupId ?? ''))];
        overlaps.push(...groups.filter((group) => working.includes(group)));
        working.push(...groups);
        await wait(20);
        working = working.filter((group) => !groups.includes(group));
        return null;
      },
      { fifo: true, batchSize: 2, concurrency: 3 },
    );
    expect(overlaps).toEqual([]);
  });
});

test('the event has every field that Lambda sends', async () => {
  const { sqs } = service;
  const { queueUrl, queueArn } = await createQueues({ sqs, name: 'fields', fifo: true });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: '{"Type":1}',
      MessageGroupId: 'user',
      MessageDeduplicationId: 'once',
      MessageAttributes: {
        api: { DataType: 'String', StringValue: 'pin' },
        key: { DataType: 'Binary', BinaryValue: Buffer.from('key') },
      },
    }),
  );
  const events: SQSEvent[] = [];
  await startMapping({ sqs, queueUrl, invoke: async (event) => void events.push(event) });
  await expect.poll(() => countMessages(sqs, queueUrl)).toBe(0);

  expect(events).toEqual([
    {
      Records: [
        {
          messageId: expect.stringMatching(/^[\da-f-]{36}$/),
          receiptHandle: expect.any(String),
          body: '{"Type":1}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            SequenceNumber: expect.stringMatching(/^\d{20}$/),
            MessageGroupId: 'user',
            MessageDeduplicationId: 'once',
          },
          messageAttributes: {
            api: { stringValue: 'pin', stringListValues: [], binaryListValues: [], dataType: 'String' },
            key: { binaryValue: 'a2V5', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
          },
          md5OfMessageAttributes: expect.stringMatching(/^[\da-f]{32}$/),
          md5OfBody: createHash('md5').update('{"Type":1}').digest('hex'),
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn,
          awsRegion: 'ap-southeast-1',
        },
      ],
    },
  ]);
});
