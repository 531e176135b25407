import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueues, createTopic } from '#test/queue/create-queues';
import { drainQueue } from '#test/queue/drain-queue';
import { type QueueService, startQueueService } from '#test/queue/queue-service';

let service: QueueService;

beforeAll(async () => {
  service = await startQueueService();
});
afterAll(() => service.close());

test('the service listens on the loopback interface only', async () => {
  const { hostname, port } = new URL(service.url);
  expect(hostname).toBe('127.0.0.1');

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal);
  if (!outside) return;
  const socket = connect(Number(port), outside.address);
  const outcome = await new Promise((resolve) => {
    socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused'));
  });
  socket.destroy();
  expect(outcome).toBe('refused');
});

test('a client that knows only the queue URL reaches the queue', async () => {
  const { queueUrl } = await createQueues({ sqs: service.sqs, name: 'by-url' });
  expect(queueUrl).toBe(`${service.url}/000000000000/by-url`);

  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const stranger = new SQSClient({ region: 'ap-southeast-1', credentials, logger: quiet });
  await stranger.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'hello' }));
  stranger.destroy();
  expect((await drainQueue(service.sqs, queueUrl)).map(({ Body }) => Body)).toEqual(['hello']);
});

test('a topic sends raw messages with their attributes', async () => {
  const { sqs, sns } = service;
  const { queueUrl, queueArn } = await createQueues({ sqs, name: 'raw' });
  const TopicArn = await createTopic({ sns, name: 'raw', queueArn, raw: true });
  const MessageAttributes = { api: { DataType: 'String', StringValue: 'pin' } };
  await sns.send(new PublishCommand({ TopicArn, Message: '{"Type":1}', MessageAttributes }));

  const [message] = await drainQueue(sqs, queueUrl);
  expect(message).toMatchObject({ Body: '{"Type":1}', MessageAttributes });
});

test('a topic sends wrapped messages', async () => {
  const { sqs, sns } = service;
  const { queueUrl, queueArn } = await createQueues({ sqs, name: 'wrapped' });
  const TopicArn = await createTopic({ sns, name: 'wrapped', queueArn, raw: false });
  await sns.send(new PublishCommand({ TopicArn, Message: '{"Type":1}', Subject: 'pin' }));

  const [message] = await drainQueue(sqs, queueUrl);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    Type: 'Notification',
    TopicArn,
    Subject: 'pin',
    Message: '{"Type":1}',
    MessageId: expect.any(String),
    Timestamp: expect.any(String),
  });
});
