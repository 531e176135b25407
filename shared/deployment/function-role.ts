import { arnOf, type Fields, policy, type Resources, sub } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import type { EventBus } from '#shared/deployment/event-bus';
import { failedEventsQueueArn } from '#shared/deployment/failure-queues';
import type { Parameters } from '#shared/deployment/parameters';

const allow = (actions: readonly string[], resource: Fields | string, conditions: Fields = {}): Fields => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
  ...conditions,
});

/** Allows the use of a key, but only through the service whose data it encrypts. */
const allowKey = (actions: readonly string[], keyArn: string, service: string): Fields =>
  allow(actions, keyArn, {
    Condition: { StringEquals: { 'kms:ViaService': sub(`${service}.\${AWS::Region}.\${AWS::URLSuffix}`) } },
  });

const statementsOf = ({ api, ids }: DeployedFunction, bus: EventBus, parameters: Parameters): readonly Fields[] => {
  const { secretName, secretKeyArn, queueKeyArn } = parameters;
  // Secrets Manager appends a hyphen and six characters to the name.
  const secret = `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${secretName}-??????`;
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(ids.logGroup)),
    // X-Ray supports no resource-level permissions.
    allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
    allow(['secretsmanager:GetSecretValue'], sub(secret)),
    ...(secretKeyArn ? [allowKey(['kms:Decrypt'], secretKeyArn, 'secretsmanager')] : []),
    allow(['sqs:SendMessage'], failedEventsQueueArn),
    ...(queueKeyArn ? [allowKey(['kms:Decrypt', 'kms:GenerateDataKey'], queueKeyArn, 'sqs')] : []),
    hasQueue(api)
      ? allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arnOf(ids.queue))
      : allow(['events:PutEvents'], bus.arn),
  ];
};

/**
 * Makes the role of a function. The role may write the function's log, send traces, read the one secret, send to the
 * queue of failed events, and either receive from the function's queue or put events on the bus. It may use KMS keys
 * only if the parameters name them.
 */
export const functionRole = (deployed: DeployedFunction, bus: EventBus, parameters: Parameters): Resources => ({
  [deployed.ids.role]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: policy([
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]),
      Policies: [{ PolicyName: deployed.api.name, PolicyDocument: policy(statementsOf(deployed, bus, parameters)) }],
    },
  },
});
