import { arnOf, type Resources, ref } from '#shared/deployment/cloud-formation';
import type { DeployedFunction } from '#shared/deployment/deployed-function';
import type { EventBus } from '#shared/deployment/event-bus';

/**
 * The rule that brings events to a function, and what becomes of its asynchronous invocations.
 *
 * An event whose `detail-type` is the function's name is a request. One that changes something goes to the function's
 * queue, which keeps it for days and feeds it at Chat's rate. One that only reads goes to the function itself, since
 * only what Lambda invokes asynchronously has its answer put on the bus. Whatever cannot be delivered or served ends in the
 * dead-letter queue.
 */
export const functionEvents = ({ api, prefix, ids }: DeployedFunction, bus: EventBus): Resources => {
  const deadLetterQueue = arnOf(ids.deadLetterQueue);
  const target = api.effect === 'reads' ? ids.lambda : ids.queue;
  return {
    [ids.rule]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Description: `Brings requests to ${api.name}`,
        EventBusName: bus.name,
        EventPattern: { 'detail-type': [api.name] },
        Targets: [{ Id: api.name, Arn: arnOf(target), DeadLetterConfig: { Arn: deadLetterQueue } }],
      },
    },
    ...(api.effect === 'reads' && {
      [`${prefix}RulePermission`]: {
        Type: 'AWS::Lambda::Permission' as const,
        Properties: {
          FunctionName: ref(ids.lambda),
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: arnOf(ids.rule),
        },
      },
    }),
    [`${prefix}AsynchronousInvocations`]: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: ref(ids.lambda),
        Qualifier: '$LATEST',
        DestinationConfig: {
          OnFailure: { Destination: deadLetterQueue },
          ...(api.effect === 'reads' && { OnSuccess: { Destination: bus.arn } }),
        },
      },
    },
  };
};
