import type { Api } from '#shared/define-api';
import { arnOf, type Fields, policy, type Resources, ref } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';

/** Seconds that a call of Chat takes, as a rule: what a container is busy for. */
const callDuration = 0.1;

/** The most messages that a batch can have, and the fewest batches at once that a mapping can be bound to. */
const limits = { batch: 10, leastConcurrency: 2 } as const;

/** Seconds. */
const fourteenDays = 14 * 24 * 60 * 60;

/**
 * How often a message is received before it counts as failed. A receive that found no container counts too, and where one
 * container serves, the second batch finds none.
 */
const receives = { asARule: 5, oneContainer: 20 } as const;

/** Whether one container alone calls Chat faster than Chat allows, so that only the number of containers holds the rate. */
export const fitsOneContainer = ({ callsPerSecond }: Api): boolean => callsPerSecond * callDuration <= 1;

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

const encryption = (keyArn: string | undefined): Fields =>
  keyArn === undefined ? { SqsManagedSseEnabled: true } : { KmsMasterKeyId: keyArn };

/** The policy of a queue: by TLS only, and EventBridge may send for this rule only. */
const queuePolicy = (queueId: string, senderRuleId: string | undefined): Resources => ({
  [`${queueId}Policy`]: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [ref(queueId)],
      PolicyDocument: policy([
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: arnOf(queueId),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        ...(senderRuleId === undefined
          ? []
          : [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: arnOf(queueId),
                Condition: { ArnEquals: { 'aws:SourceArn': arnOf(senderRuleId) } },
              },
            ]),
      ]),
    },
  },
});

/**
 * The queue that feeds a function, the queue for what failed on any way in, and the mapping between queue and function.
 *
 * @param keyArn the KMS key that encrypts them; SQS's own without
 */
export const functionQueues = (deployed: DeployedFunction, keyArn: string | undefined): Resources => {
  const { api, name, timeout, prefix, ids } = deployed;
  const { batchSize, concurrency } = feedOf(api);
  return {
    [ids.deadLetterQueue]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: `${name}-dead-letter`,
        MessageRetentionPeriod: fourteenDays,
        ...encryption(keyArn),
      },
    },
    ...queuePolicy(ids.deadLetterQueue, ids.rule),
    [ids.queue]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: name,
        VisibilityTimeout: 6 * timeout,
        RedrivePolicy: {
          deadLetterTargetArn: arnOf(ids.deadLetterQueue),
          maxReceiveCount: receives[fitsOneContainer(api) ? 'oneContainer' : 'asARule'],
        },
        ...encryption(keyArn),
      },
    },
    ...queuePolicy(ids.queue, api.effect === 'reads' ? undefined : ids.rule),
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
