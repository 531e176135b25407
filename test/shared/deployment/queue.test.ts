import { expect, test } from 'vitest';
import { queue } from '#shared/deployment/queue';

const make = (given: { readonly ruleIds?: readonly string[]; readonly keyArn?: string } = {}) =>
  queue({ id: 'Queue', name: 'chat-dev', properties: { DelaySeconds: 1 }, ruleIds: [], keyArn: undefined, ...given });

const deny = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

test('is encrypted by SQS, or with the given key', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/queue';
  const common = { QueueName: 'chat-dev', DelaySeconds: 1 };
  expect(make().Queue?.Properties).toEqual({ ...common, SqsManagedSseEnabled: true });
  expect(make({ keyArn }).Queue?.Properties).toEqual({ ...common, KmsMasterKeyId: keyArn });
});

test('rejects requests without TLS', () => {
  expect(make().QueuePolicy?.Properties).toEqual({
    Queues: [{ Ref: 'Queue' }],
    PolicyDocument: { Version: '2012-10-17', Statement: [deny] },
  });
});

test('accepts events of the given rules', () => {
  expect(make({ ruleIds: ['OneRule', 'OtherRule'] }).QueuePolicy?.Properties.PolicyDocument).toMatchObject({
    Statement: [
      deny,
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
        Condition: {
          ArnEquals: {
            'aws:SourceArn': [{ 'Fn::GetAtt': ['OneRule', 'Arn'] }, { 'Fn::GetAtt': ['OtherRule', 'Arn'] }],
          },
        },
      },
    ],
  });
});
