import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue and the one that its poisoned messages end in. */
export type Queues = { queueUrl: string; queueArn: string; deadLetterUrl: string; deadLetterArn: string };

async function createQueue(sqs: SQSClient, QueueName: string, Attributes: Record<string, string>) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url: QueueUrl, arn: await findQueueArn(sqs, QueueUrl) };
}

/** The ARN of a queue. Throws when the queue does not exist. */
export async function findQueueArn(sqs: SQSClient, queueUrl: string): Promise<string> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sqs.send(command);
  return Attributes?.QueueArn ?? '';
}

/**
 * Creates `name` and `name-dead-letter`, with `.fifo` behind both if they are to keep order (then a message's body is its
 * deduplication id unless it has one). A message received `maxReceiveCount` times, 3 unless given, and not deleted goes to
 * the second. A received message stays hidden for `visibilityTimeoutSeconds`, 30 unless given.
 */
export async function createQueues(options: {
  sqs: SQSClient;
  name: string;
  fifo?: boolean;
  maxReceiveCount?: number;
  visibilityTimeoutSeconds?: number;
}): Promise<Queues> {
  const { sqs, name, fifo = false, maxReceiveCount = 3, visibilityTimeoutSeconds = 30 } = options;
  const suffix = fifo ? '.fifo' : '';
  const order: Record<string, string> = fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {};

  const deadLetter = await createQueue(sqs, `${name}-dead-letter${suffix}`, order);
  const queue = await createQueue(sqs, `${name}${suffix}`, {
    ...order,
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetter.arn, maxReceiveCount }),
  });
  return { queueUrl: queue.url, queueArn: queue.arn, deadLetterUrl: deadLetter.url, deadLetterArn: deadLetter.arn };
}

/** Creates a topic that delivers to a standard queue, `raw` or wrapped in SNS's own envelope, and answers the topic's ARN. */
export async function createTopic(options: {
  sns: SNSClient;
  name: string;
  queueArn: string;
  raw: boolean;
}): Promise<string> {
  const { sns, name, queueArn, raw } = options;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const Attributes = { RawMessageDelivery: String(raw) };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes }));
  return TopicArn;
}
