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

/** A key may be used only through the service whose data it encrypts. */
const allowKey = (actions: readonly string[], keyArn: string, service: string): Fields =>
  allow(actions, keyArn, {
    Condition: { StringEquals: { 'kms:ViaService': sub(`${service}.\${AWS::Region}.\${AWS::URLSuffix}`) } },
  });

const statementsOf = ({ api, ids }: DeployedFunction, bus: EventBus, parameters: Parameters): readonly Fields[] => {
  const { secretName, secretKeyArn, queueKeyArn } = parameters;
  // Secrets Manager puts six characters behind the name.
  const secret = `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${secretName}-??????`;
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(ids.logGroup)),
    // X-Ray has no resources to name.
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
 * The role of a function, with the rights it uses: write its own log, send traces, read the one secret, hand over what
 * failed, and take from its queue or, without one, put answers on the bus. Keys only where they are given.
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
