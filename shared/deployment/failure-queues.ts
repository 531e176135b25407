import { arnOf, type Resources } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import type { Parameters } from '#shared/deployment/parameters';
import { queue } from '#shared/deployment/queue';

/** In seconds: the longest that SQS keeps a message. */
const fourteenDays = 14 * 24 * 60 * 60;

/** The logical ids of the two failure queues. */
export const failureQueueIds = { deadLetters: 'DeadLetterQueue', failedEvents: 'FailedEventsQueue' } as const;

/** The ARN of the dead-letter queue that all the functions' queues share. */
export const deadLetterQueueArn = arnOf(failureQueueIds.deadLetters);

/** The ARN of the queue for events and asynchronous invocations that failed. */
export const failedEventsQueueArn = arnOf(failureQueueIds.failedEvents);

/** The names of the two failure queues. */
export const failureQueueNames = (stackName: string) => ({
  deadLetters: `${stackName}-dead-letters`,
  failedEvents: `${stackName}-failed-events`,
});

/**
 * Makes the two queues for failures. All functions share them, since each queue needs an alarm. Every message names
 * its origin: a dead letter in `DeadLetterQueueSourceArn`, an event in its attribute `RULE_ARN`, an invocation in
 * `requestContext.functionArn`. Dead letters have a queue to themselves because SQS can redrive only messages that it
 * moved there from another queue.
 */
export const failureQueues = (
  functions: readonly DeployedFunction[],
  { queueKeyArn }: Parameters,
  stackName: string,
): Resources => {
  const names = failureQueueNames(stackName);
  const common = { properties: { MessageRetentionPeriod: fourteenDays }, keyArn: queueKeyArn };
  return {
    ...queue({ ...common, id: failureQueueIds.deadLetters, name: names.deadLetters, ruleIds: [] }),
    ...queue({
      ...common,
      id: failureQueueIds.failedEvents,
      name: names.failedEvents,
      ruleIds: functions.map(({ ids }) => ids.rule),
    }),
  };
};
