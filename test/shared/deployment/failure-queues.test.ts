import { expect, test } from 'vitest';
import { failureQueues } from '#shared/deployment/failure-queues';
import { parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const queues = failureQueues([pinning, searching], parametersWith(), 'chat-dev');

test('keeps failures as long as SQS can', () => {
  for (const id of ['DeadLetterQueue', 'FailedEventsQueue']) {
    expect(queues[id]?.Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
  }
});

test('lets every rule send to the queue of failed events, and none to the dead-letter queue', () => {
  const rules = [pinning, searching].map(({ ids }) => ({ 'Fn::GetAtt': [ids.rule, 'Arn'] }));
  expect(JSON.stringify(queues.FailedEventsQueuePolicy)).toContain(JSON.stringify(rules));
  expect(JSON.stringify(queues.DeadLetterQueuePolicy)).not.toContain('events.amazonaws.com');
});

test('encrypts both queues with the given key', () => {
  const queueKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/queue';
  const encrypted = failureQueues([pinning], parametersWith({ queueKeyArn }), 'chat-dev');
  for (const id of ['DeadLetterQueue', 'FailedEventsQueue']) {
    expect(encrypted[id]?.Properties).toMatchObject({ KmsMasterKeyId: queueKeyArn });
  }
});
