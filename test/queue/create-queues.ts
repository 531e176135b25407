import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue and its dead-letter queue. */
export interface Queues {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly deadLetterUrl: string;
  readonly deadLetterArn: string;
}

/** A queue. */
export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** The options of a queue and its dead-letter queue. */
export interface QueuesOptions {
  readonly sqs: SQSClient;
  readonly name: string;
  /** Whether the queues are FIFO. A message's body is then its default deduplication id. */
  readonly fifo?: boolean;
  /** How often a message is received before it becomes a dead letter. Default: 3. */
  readonly maxReceiveCount?: number;
  /** How long a received message stays hidden. Default: 30. */
  readonly visibilityTimeoutSeconds?: number;
}

/** A topic and the queue that it sends to. */
export interface TopicOptions {
  readonly sns: SNSClient;
  readonly name: string;
  readonly queueArn: string;
  /** Whether messages arrive without SNS's envelope. */
  readonly raw: boolean;
}

/** Creates a queue with the given SQS attributes. */
export const createQueue = async (
  sqs: SQSClient,
  QueueName: string,
  Attributes: Record<string, string>,
): Promise<Queue> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url: QueueUrl, arn: await findQueueArn(sqs, QueueUrl) };
};

/** The ARN of a queue. Throws when the queue does not exist. */
export const findQueueArn = async (sqs: SQSClient, queueUrl: string): Promise<string> => {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sqs.send(command);
  return Attributes?.QueueArn ?? '';
};

/** Creates `name` and `name-dead-letter`; the names of FIFO queues end in `.fifo`. */
export const createQueues = async (options: QueuesOptions): Promise<Queues> => {
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
};

/** Creates a topic that sends to a standard queue. Returns the topic's ARN. */
export const createTopic = async ({ sns, name, queueArn, raw }: TopicOptions): Promise<string> => {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const Attributes = { RawMessageDelivery: String(raw) };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes }));
  return TopicArn;
};
