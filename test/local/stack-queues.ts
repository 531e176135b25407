import type { Outcome } from '#test/lambda/runtime-api';
import type { LocalStack } from '#test/local/local-stack';
import { createQueue } from '#test/queue/create-queues';
import { type EventSourceMapping, startEventSourceMapping } from '#test/queue/event-source-mapping';
import type { QueueService } from '#test/queue/queue-service';

type Sqs = QueueService['sqs'];

/** Creates the queues of a stack. Returns their URLs by name. */
export const createStackQueues = async (
  sqs: Sqs,
  { queues }: Pick<LocalStack, 'queues'>,
): Promise<ReadonlyMap<string, string>> => {
  const arns = new Map<string, string>();
  const urls = new Map<string, string>();
  // A dead-letter queue must exist before the queues that use it.
  const ordered = queues.toSorted((a, b) => Number(a.redrive !== undefined) - Number(b.redrive !== undefined));
  for (const { name, visibilityTimeout, redrive } of ordered) {
    const { url, arn } = await createQueue(sqs, name, {
      VisibilityTimeout: String(visibilityTimeout),
      ...(redrive && {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arns.get(redrive.queueName),
          maxReceiveCount: redrive.maxReceiveCount,
        }),
      }),
    });
    arns.set(name, arn);
    urls.set(name, url);
  }
  return urls;
};

/** The running event source mappings of a stack. */
export interface StackMappingsOptions {
  readonly sqs: Sqs;
  readonly stack: Pick<LocalStack, 'mappings'>;
  readonly queueUrls: ReadonlyMap<string, string>;
  invoke(functionName: string, payload: string): Promise<Outcome>;
}

/** Feeds the functions of a stack from their queues, one batch at a time. */
export const startStackMappings = ({
  sqs,
  stack,
  queueUrls,
  invoke,
}: StackMappingsOptions): Promise<EventSourceMapping[]> =>
  Promise.all(
    stack.mappings.map(({ queueName, functionName, batchSize }) =>
      startEventSourceMapping({
        sqs,
        queueUrl: queueUrls.get(queueName) ?? '',
        batchSize,
        concurrency: 1,
        // A person who experiments does not want to wait for the visibility timeout.
        retryAfterSeconds: 1,
        invoke: async (event) => {
          const { failed, payload } = await invoke(functionName, JSON.stringify(event));
          if (failed) throw new Error(payload);
          return JSON.parse(payload);
        },
      }),
    ),
  );
