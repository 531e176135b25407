import { LambdaClient } from '@aws-sdk/client-lambda';
import type { RunningPart } from '#test/local/parts';
import { createQueues } from '#test/queue/create-queues';
import { startEventSourceMapping } from '#test/queue/event-source-mapping';
import { lambdaTarget } from '#test/queue/lambda-target';
import { startQueueService } from '#test/queue/queue-service';

/** What the queues in front of the functions are made of. */
export interface FunctionQueuesOptions {
  readonly port: number;
  /** The deployed functions; the queue of each has its name. */
  readonly functionNames: readonly string[];
  /** Where they are invoked. */
  readonly lambdaUrl: string;
  readonly region: string;
}

/** Where the queue of a function is, given where the queue service is. */
export function queueUrlOf(serviceUrl: string, functionName: string): string {
  return `${serviceUrl}/000000000000/${functionName}`;
}

/** Behind the name of a queue: the queue for what has failed three times. */
export const deadLetterSuffix = '-dead-letter';

/** Starts SQS with a queue and a dead-letter queue for each function, and feeds the functions from them. */
export async function startFunctionQueues(options: FunctionQueuesOptions): Promise<RunningPart> {
  const { sqs, ...service } = await startQueueService({ port: options.port });
  const lambda = new LambdaClient({
    endpoint: options.lambdaUrl,
    region: options.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const mappings = await Promise.all(
    options.functionNames.map(async (name) => {
      const { queueUrl } = await createQueues({ sqs, name });
      const invoke = lambdaTarget(lambda, name);
      // Nobody who tries something out wants to wait for the visibility timeout.
      return startEventSourceMapping({ sqs, queueUrl, invoke, concurrency: 1, retryAfterSeconds: 1 });
    }),
  );
  return {
    url: service.url,
    close: async () => {
      await Promise.all(mappings.map((mapping) => mapping.close()));
      lambda.destroy();
      await service.close();
    },
  };
}
