import type { Api } from '#shared/define-api';
import { arnOf, type Resources, ref } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import { deadLetterQueueArn } from '#shared/deployment/failure-queues';
import { queue } from '#shared/deployment/queue';

/** Seconds that a call of Chat takes, as a rule: what a container is busy for. */
const callDuration = 0.1;

/** The most messages that a batch can have, and the fewest batches at once that a mapping can be bound to. */
const limits = { batch: 10, leastConcurrency: 2 } as const;

/** How often a message is received before it counts as failed. */
const receives = 5;

/**
 * How a queue feeds a function without calling Chat faster than it allows: a batch holds no more than Chat takes in a
 * second, and as many batches are served at once as it takes to reach the rate.
 */
export const feedOf = ({ callsPerSecond }: Api): { readonly batchSize: number; readonly concurrency: number } => {
  const batchSize = Math.min(callsPerSecond, limits.batch);
  return {
    batchSize,
    concurrency: Math.max(Math.ceil((callsPerSecond * callDuration) / batchSize), limits.leastConcurrency),
  };
};

/**
 * The concurrency to reserve for a function of which a container or two reach Chat's rate, and nothing for any other. No
 * less than its queue uses, for which a container that is refused counts as a failed delivery.
 */
export const concurrencyToReserve = (api: Api): number | undefined =>
  api.callsPerSecond * callDuration <= 1 ? feedOf(api).concurrency : undefined;

/**
 * The queue of a function and the mapping between them; nothing for a function that has none.
 *
 * @param keyArn the KMS key that encrypts the queue; SQS's own without
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
