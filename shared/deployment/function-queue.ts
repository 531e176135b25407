import type { Api } from '#shared/define-api';
import { arnOf, type Resources, ref } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import { deadLetterQueueArn } from '#shared/deployment/failure-queues';
import { queue } from '#shared/deployment/queue';

/** In seconds: the typical duration of a call to Chat, during which an execution environment is busy. */
const callDuration = 0.1;

/** The largest batch of SQS without a batching window, and the lowest `MaximumConcurrency` of a mapping. */
const limits = { batch: 10, leastConcurrency: 2 } as const;

/** How often SQS delivers a message before it moves it to the dead-letter queue. */
const receives = 5;

/**
 * Computes how a queue feeds a function at Chat's rate. A batch holds at most one second's worth of calls; the
 * concurrency is the lowest that reaches the rate.
 */
export const feedOf = ({ callsPerSecond }: Api): { readonly batchSize: number; readonly concurrency: number } => {
  const batchSize = Math.min(callsPerSecond, limits.batch);
  return {
    batchSize,
    concurrency: Math.max(Math.ceil((callsPerSecond * callDuration) / batchSize), limits.leastConcurrency),
  };
};

/**
 * Computes the concurrency to reserve for a function whose rate one execution environment can reach; `undefined` for
 * any other. It is not below the concurrency of the queue: SQS counts a throttled invocation as a failed delivery.
 */
export const concurrencyToReserve = (api: Api): number | undefined =>
  api.callsPerSecond * callDuration <= 1 ? feedOf(api).concurrency : undefined;

/**
 * Makes the queue of a function and the event source mapping between them; nothing for a function without a queue.
 *
 * @param keyArn the KMS key that encrypts the queue; if left out, SQS encrypts it with its own
 */
export const functionQueue = (deployed: DeployedFunction, keyArn: string | undefined): Resources => {
  const { api, name, timeout, prefix, ids } = deployed;
  if (!hasQueue(api)) return {};
  const { batchSize, concurrency } = feedOf(api);
  return {
    ...queue({
      id: ids.queue,
      name,
      properties: {
        VisibilityTimeout: 6 * timeout,
        RedrivePolicy: { deadLetterTargetArn: deadLetterQueueArn, maxReceiveCount: receives },
      },
      ruleIds: [ids.rule],
      keyArn,
    }),
    [`${prefix}QueueMapping`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf(ids.queue),
        FunctionName: ref(ids.lambda),
        BatchSize: batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: concurrency },
      },
    },
  };
};
