import { setTimeout as wait } from 'node:timers/promises';
import { GetQueueAttributesCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const [queueUrl, deadLetterUrl] = process.argv.slice(2);
if (queueUrl === undefined || deadLetterUrl === undefined) {
  throw new Error('usage: watch-queue.ts QUEUE_URL DEAD_LETTER_QUEUE_URL');
}

const sqs = new SQSClient();

const readQueue = async () => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return {
    arn: Attributes.QueueArn,
    waiting: Number(Attributes.ApproximateNumberOfMessages),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
};

/** The counts are approximate, so the queue counts as empty once it has looked empty twice in a row. */
const untilEmpty = async (emptyBefore = false): Promise<void> => {
  const { waiting, inFlight } = await readQueue();
  console.log(`${waiting} wait, ${inFlight} are in flight`);
  const isEmpty = waiting + inFlight === 0;
  if (isEmpty && emptyBefore) return;
  await wait(2_000);
  return untilEmpty(isEmpty);
};

/** Receives all dead letters and deletes none: they can be received again after a minute. */
const readDeadLetters = async (): Promise<readonly Message[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetterUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 60,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages.length === 0 ? [] : [...Messages, ...(await readDeadLetters())];
};

await untilEmpty();
const { arn } = await readQueue();
// The application's queues share one dead-letter queue. SQS names the source of a message; the queues of `npm start` do not.
const isOurs = ({ Attributes }: Message): boolean => (Attributes?.DeadLetterQueueSourceArn ?? arn) === arn;
const failed = (await readDeadLetters()).filter(isOurs);
console.log(`${failed.length} failed`);
for (const { MessageId, Body } of failed) console.log(MessageId, Body);
