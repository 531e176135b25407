import { open } from 'node:fs/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

/** What SQS takes in one batch: messages, and bytes of all of them. */
const most = { messages: 10, bytes: 1024 * 1024 } as const;

const [file, queueUrl] = process.argv.slice(2);
if (file === undefined || queueUrl === undefined) throw new Error('usage: send-requests.ts FILE QUEUE_URL');

const sqs = new SQSClient();
let batch: { readonly Id: string; readonly MessageBody: string }[] = [];
let [bytes, lines, sent] = [0, 0, 0];

/** Sends the batch. SQS may take a part of it: each line that it refuses is named, and can be sent again. */
const flush = async (): Promise<void> => {
  if (batch.length === 0) return;
  const { Successful = [], Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: batch }),
  );
  sent += Successful.length;
  for (const { Id, Message } of Failed) console.error(`line ${Id} was not sent: ${Message}`);
  if (Failed.length > 0) process.exitCode = 1;
  [batch, bytes] = [[], 0];
};

await using input = await open(file);
for await (const line of input.readLines()) {
  lines += 1;
  if (line.trim() === '') continue;
  const size = Buffer.byteLength(line);
  if (batch.length === most.messages || bytes + size > most.bytes) await flush();
  batch.push({ Id: `${lines}`, MessageBody: line });
  bytes += size;
}
await flush();
console.log(`${sent} requests were sent.`);
