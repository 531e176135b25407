import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue and the one that its poisoned messages end in. */
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

/** What a queue and its dead-letter queue differ in from others. */
export interface QueuesOptions {
  readonly sqs: SQSClient;
  readonly name: string;
  /** Whether they keep order: then a message's body is its deduplication id unless it has one. */
  readonly fifo?: boolean;
  /** How often a message is received before it goes to the second queue, 3 unless given. */
  readonly maxReceiveCount?: number;
  /** How long a received message stays hidden, 30 unless given. */
  readonly visibilityTimeoutSeconds?: number;
}

/** What a topic sends to. */
export interface TopicOptions {
  readonly sns: SNSClient;
  readonly name: string;
  readonly queueArn: string;
  /** Whether messages arrive as they are, and not in SNS's own envelope. */
  readonly raw: boolean;
}

/** Creates a queue with SQS's own attributes. */
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

/** Creates `name` and `name-dead-letter`, with `.fifo` behind both if they are to keep order. */
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
