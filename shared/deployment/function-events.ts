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

/** What becomes of asynchronous invocations: their answers go to the bus where it is an event that asks. */
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
 * The rule that brings events to a function, and what becomes of its asynchronous invocations.
 *
 * An event whose `detail-type` is the function's name is a request. A function with a queue gets it through the queue, which
 * keeps it for days and feeds it at Chat's rate. Any other is invoked, since only what Lambda invokes asynchronously has its
 * answer put on the bus: what was found, or the id of what was added. A call that adds is invoked once. Whatever cannot be
 * delivered or served ends in the queue of failed events.
 */
export const functionEvents = (deployed: DeployedFunction, bus: EventBus): Resources => {
  const { api, prefix, ids } = deployed;
  const target = arnOf(hasQueue(api) ? ids.queue : ids.lambda);
  return {
    [ids.rule]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Description: `Brings requests to ${api.name}`,
        EventBusName: bus.name,
        EventPattern: { 'detail-type': [api.name] },
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
