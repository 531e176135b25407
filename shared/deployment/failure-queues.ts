import { arnOf, type Resources } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import type { Parameters } from '#shared/deployment/parameters';
import { queue } from '#shared/deployment/queue';

/** Seconds; the longest that SQS keeps a message. */
const fourteenDays = 14 * 24 * 60 * 60;

/** The logical ids of the two queues. */
export const failureQueueIds = { deadLetters: 'DeadLetterQueue', failedEvents: 'FailedEventsQueue' } as const;

/** The ARN of the queue with the messages that the functions' queues gave up. */
export const deadLetterQueueArn = arnOf(failureQueueIds.deadLetters);

/** The ARN of the queue with the events and asynchronous invocations that were not served. */
export const failedEventsQueueArn = arnOf(failureQueueIds.failedEvents);

/** The names of the two queues. */
export const failureQueueNames = (stackName: string) => ({
  deadLetters: `${stackName}-dead-letters`,
  failedEvents: `${stackName}-failed-events`,
});

/**
 * The queues for what failed, shared by all functions, since each queue needs an alarm. Every message says where it comes
 * from: a dead letter in `DeadLetterQueueSourceArn`, an event in its attribute `RULE_ARN`, an invocation in
 * `requestContext.functionArn`. They are two because SQS moves only what came from a queue back to where it came from.
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
