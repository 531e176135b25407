import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { startLambdaHost } from '#test/lambda/lambda-host';
import { countMessages } from '#test/queue/count-messages';
import { createQueues } from '#test/queue/create-queues';
import { drainQueue } from '#test/queue/drain-queue';
import { startEventSourceMapping } from '#test/queue/event-source-mapping';
import { lambdaTarget } from '#test/queue/lambda-target';
import { startQueueService } from '#test/queue/queue-service';

const handler = `export const handler = async ({ Records }) => {
  if (Records.some(({ body }) => body === 'crash')) process.exit(1);
  const failed = Records.filter(({ body, attributes }) => body === 'once' && attributes.ApproximateReceiveCount === '1');
  for (const { body } of Records) console.log(body);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

test('a queue feeds a function under the real runtime client', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-target-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'handler.mjs'), handler);
  const host = await startLambdaHost({ functions: { work: { bundle: folder } } });
  onTestFinished(() => host.close());
  const { sqs, close } = await startQueueService();
  onTestFinished(close);

  const { queueUrl, deadLetterUrl } = await createQueues({ sqs, name: 'work', maxReceiveCount: 2 });
  const Entries = ['good', 'once', 'crash'].map((MessageBody) => ({ Id: MessageBody, MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));

  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const lambda = new LambdaClient({ endpoint: host.url, region: 'ap-southeast-1', credentials });
  const invoke = lambdaTarget(lambda, 'work');
  const mapping = await startEventSourceMapping({ sqs, queueUrl, invoke, batchSize: 1, retryAfterSeconds: 0 });
  await expect.poll(() => countMessages(sqs, queueUrl), { timeout: 10_000 }).toBe(0);
  await mapping.close();

  const printed = host.logs('work').flatMap((message) => message.split('\t').slice(3));
  expect(printed.toSorted()).toEqual(['good', 'once', 'once']);
  expect((await drainQueue(sqs, deadLetterUrl)).map(({ Body }) => Body)).toEqual(['crash']);
});
