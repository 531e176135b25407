import { expect, test } from 'vitest';
import { eventBus } from '#shared/deployment/event-bus';
import { functionRole } from '#shared/deployment/function-role';
import { creating, parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const bus = eventBus(undefined, 'chat-dev');

const roleOf = (Statement: readonly unknown[], name: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [{ PolicyName: name, PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});

const allow = (Action: readonly string[], Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const through = (service: string) => ({
  Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': `${service}.\${AWS::Region}.\${AWS::URLSuffix}` } } },
});

const log = (id: string) => allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arn(id));
const traces = allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*');
const secret = allow(['secretsmanager:GetSecretValue'], {
  'Fn::Sub': `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:chat/dev-??????`,
});
const handOver = allow(['sqs:SendMessage'], arn('FailedEventsQueue'));
const answer = allow(['events:PutEvents'], arn('EventBus'));

test('allows a function with a queue to receive from it, and nothing else', () => {
  const receive = allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    arn('PinConversationsQueue'),
  );
  expect(functionRole(pinning, bus, parametersWith())).toEqual({
    PinConversationsRole: roleOf(
      [log('log of pin-conversations'), traces, secret, handOver, receive],
      'pin-conversations',
    ),
  });
});

test('allows a function without a queue to put answers on the bus, and nothing else', () => {
  expect(functionRole(creating, bus, parametersWith())).toEqual({
    CreateContactGroupRole: roleOf(
      [log('log of create-contact-group'), traces, secret, handOver, answer],
      'create-contact-group',
    ),
  });
});

test('allows the given keys only through the service whose data they encrypt', () => {
  const secretKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/secret';
  const queueKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/queue';
  expect(functionRole(searching, bus, parametersWith({ secretKeyArn, queueKeyArn }))).toEqual({
    SearchGroupsRole: roleOf(
      [
        log('log of search-groups'),
        traces,
        secret,
        allow(['kms:Decrypt'], secretKeyArn, through('secretsmanager')),
        handOver,
        allow(['kms:Decrypt', 'kms:GenerateDataKey'], queueKeyArn, through('sqs')),
        answer,
      ],
      'search-groups',
    ),
  });
});
