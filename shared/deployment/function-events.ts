import { arnOf, type Fields, type Resource, type Resources, ref } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import type { EventBus } from '#shared/deployment/event-bus';
import { failedEventsQueueArn } from '#shared/deployment/failure-queues';

const permission = ({ ids }: DeployedFunction): Resource => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    FunctionName: ref(ids.lambda),
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: arnOf(ids.rule),
  },
});

/** Configures asynchronous invocations. Without a queue, events invoke the function, and its answers go to the bus. */
const invocations = ({ api, ids }: DeployedFunction, bus: EventBus): Fields => ({
  FunctionName: ref(ids.lambda),
  Qualifier: '$LATEST',
  ...(api.effect === 'adds' && { MaximumRetryAttempts: 0 }),
  DestinationConfig: {
    OnFailure: { Destination: failedEventsQueueArn },
    ...(!hasQueue(api) && { OnSuccess: { Destination: bus.arn } }),
  },
});

/**
 * Makes the rule that routes events to a function, and configures the function's asynchronous invocations.
 *
 * An event whose `detail-type` names the function is a request. The rule sends it to the function's queue, which
 * keeps it for days and feeds the function at Chat's rate. If the function has no queue, the rule invokes it, because
 * Lambda puts only the answers of asynchronous invocations on the bus. Lambda does not retry a function that adds.
 * Events that EventBridge cannot deliver and invocations that fail go to the queue of failed events.
 */
export const functionEvents = (deployed: DeployedFunction, bus: EventBus): Resources => {
  const { api, prefix, ids } = deployed;
  const target = arnOf(hasQueue(api) ? ids.queue : ids.lambda);
  return {
    [ids.rule]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Description: `Routes requests to ${api.name}`,
        EventBusName: bus.name,
        EventPattern: { 'detail-type': [bus.detailTypeOf(deployed)] },
        Targets: [{ Id: api.name, Arn: target, DeadLetterConfig: { Arn: failedEventsQueueArn } }],
      },
    },
    ...(!hasQueue(api) && { [`${prefix}RulePermission`]: permission(deployed) }),
    [`${prefix}AsynchronousInvocations`]: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: invocations(deployed, bus),
    },
  };
};
