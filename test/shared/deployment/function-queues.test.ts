import { expect, test } from 'vitest';
import { feedOf, fitsOneContainer, functionQueues } from '#shared/deployment/function-queues';
import { pinning, searching } from '#test/shared/deployment/deployed-functions';

test.each([
  { callsPerSecond: 1, one: true, batchSize: 1, concurrency: 2 },
  { callsPerSecond: 2, one: true, batchSize: 2, concurrency: 2 },
  { callsPerSecond: 10, one: true, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 50, one: false, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 200, one: false, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 1000, one: false, batchSize: 10, concurrency: 10 },
])('feeds $batchSize messages to each of $concurrency at $callsPerSecond calls a second', ({ one, ...expected }) => {
  const { callsPerSecond, ...feed } = expected;
  const api = { ...pinning.api, callsPerSecond };
  expect(fitsOneContainer(api)).toBe(one);
  expect(feedOf(api)).toEqual(feed);
});

test('makes the two queues and what joins them to the function', () => {
  const queues = functionQueues(pinning, undefined);
  expect(queues.PinConversationsQueue?.Properties).toEqual({
    QueueName: 'chat-dev-pin-conversations',
    VisibilityTimeout: 6 * 29,
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': ['PinConversationsDeadLetterQueue', 'Arn'] },
      maxReceiveCount: 5,
    },
    SqsManagedSseEnabled: true,
  });
  expect(queues.PinConversationsDeadLetterQueue?.Properties).toEqual({
    QueueName: 'chat-dev-pin-conversations-dead-letter',
    MessageRetentionPeriod: 14 * 86_400,
    SqsManagedSseEnabled: true,
  });
  expect(queues.PinConversationsQueueMapping?.Properties).toEqual({
    EventSourceArn: { 'Fn::GetAtt': ['PinConversationsQueue', 'Arn'] },
    FunctionName: { Ref: 'lambda of pin-conversations' },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('lets messages wait longer where a second batch finds no container', () => {
  expect(functionQueues(searching, undefined).SearchGroupsQueue?.Properties).toMatchObject({
    RedrivePolicy: { maxReceiveCount: 20 },
  });
});

test('encrypts both with the key that is given', () => {
  const key = 'arn:aws:kms:eu-west-1:123456789012:key/queue';
  const queues = functionQueues(pinning, key);
  for (const id of ['PinConversationsQueue', 'PinConversationsDeadLetterQueue']) {
    expect(queues[id]?.Properties).toMatchObject({ KmsMasterKeyId: key });
    expect(queues[id]?.Properties).not.toHaveProperty('SqsManagedSseEnabled');
  }
});

test('takes nothing without TLS, and from EventBridge only what the rule sends', () => {
  const deny = (id: string) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: { 'Fn::GetAtt': [id, 'Arn'] },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  const allow = (id: string, rule: string) => ({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: { 'Fn::GetAtt': [id, 'Arn'] },
    Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } },
  });
  const policies = { ...functionQueues(pinning, undefined), ...functionQueues(searching, undefined) };
  const statements = (id: string) => policies[`${id}Policy`]?.Properties.PolicyDocument;
  expect(statements('PinConversationsQueue')).toMatchObject({
    Statement: [deny('PinConversationsQueue'), allow('PinConversationsQueue', 'PinConversationsRule')],
  });
  // Its rule has the function as its target.
  expect(statements('SearchGroupsQueue')).toMatchObject({ Statement: [deny('SearchGroupsQueue')] });
  expect(statements('SearchGroupsDeadLetterQueue')).toMatchObject({
    Statement: [deny('SearchGroupsDeadLetterQueue'), allow('SearchGroupsDeadLetterQueue', 'SearchGroupsRule')],
  });
});
