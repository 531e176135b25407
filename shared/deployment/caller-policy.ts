import { type Fields, policy, sub, type Value } from '#shared/deployment/cloud-formation';
import { type DeployedFunction, hasQueue } from '#shared/deployment/deployed-function';
import type { EventBus } from '#shared/deployment/event-bus';
import type { Parameters } from '#shared/deployment/parameters';

const allow = (Sid: string, Action: Value, Resource: Value): Fields => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
});

/**
 * Makes the IAM policy of a caller, as JSON to paste. It has one statement for each way to call the functions; the
 * caller keeps those that it uses. There is none for HTTP when routes require a token.
 */
export const callerPolicy = (
  functions: readonly DeployedFunction[],
  bus: EventBus,
  { jwtIssuer, queueKeyArn }: Parameters,
): Fields => {
  const queues = functions.filter(({ api }) => hasQueue(api));
  const routes = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${HttpApi}/*/POST/v4/*`;
  const statements = [
    ...(jwtIssuer === undefined ? [allow('Http', 'execute-api:Invoke', routes)] : []),
    allow(
      'Invoke',
      'lambda:InvokeFunction',
      functions.map(({ ids }) => `\${${ids.lambda}.Arn}`),
    ),
    allow(
      'Queue',
      'sqs:SendMessage',
      queues.map(({ ids }) => `\${${ids.queue}.Arn}`),
    ),
    ...(queueKeyArn === undefined ? [] : [allow('QueueKey', ['kms:Decrypt', 'kms:GenerateDataKey'], queueKeyArn)]),
    allow('Events', 'events:PutEvents', bus.arnText),
  ];
  return sub(JSON.stringify(policy(statements)));
};
