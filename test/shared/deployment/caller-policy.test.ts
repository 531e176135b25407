import { expect, test } from 'vitest';
import { callerPolicy } from '#shared/deployment/caller-policy';
import { eventBus } from '#shared/deployment/event-bus';
import { parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const bus = eventBus(undefined, 'chat-dev');
const statementsWith = (given: Readonly<Record<string, unknown>> = {}): unknown =>
  JSON.parse(Object(callerPolicy([pinning, searching], bus, parametersWith(given)))['Fn::Sub']).Statement;

const allow = (Sid: string, Action: unknown, Resource: unknown) => ({ Sid, Effect: 'Allow', Action, Resource });
const http = allow(
  'Http',
  'execute-api:Invoke',
  `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${HttpApi}/*/POST/v4/*`,
);
const invoke = allow('Invoke', 'lambda:InvokeFunction', [
  `\${lambda of pin-conversations.Arn}`,
  `\${lambda of search-groups.Arn}`,
]);
const queue = allow('Queue', 'sqs:SendMessage', [`\${PinConversationsQueue.Arn}`]);
const events = allow('Events', 'events:PutEvents', `\${EventBus.Arn}`);

test('has a statement for each way to call the functions', () => {
  expect(statementsWith()).toEqual([http, invoke, queue, events]);
});

test('allows the use of the queue key, if one is given', () => {
  const queueKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/queue';
  expect(statementsWith({ queueKeyArn })).toContainEqual(
    allow('QueueKey', ['kms:Decrypt', 'kms:GenerateDataKey'], queueKeyArn),
  );
});

test('has no statement for HTTP when routes require a token', () => {
  const tokens = { jwtIssuer: 'https://issuer.example.com', jwtAudience: 'chat' };
  expect(statementsWith(tokens)).toEqual([invoke, queue, events]);
});
