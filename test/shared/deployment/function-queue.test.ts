import { expect, test } from 'vitest';
import { concurrencyToReserve, feedOf, functionQueue } from '#shared/deployment/function-queue';
import { creating, pinning, searching } from '#test/shared/deployment/deployed-functions';

test.each([
  { callsPerSecond: 1, reserve: 2, batchSize: 1, concurrency: 2 },
  { callsPerSecond: 2, reserve: 2, batchSize: 2, concurrency: 2 },
  { callsPerSecond: 10, reserve: 2, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 50, reserve: undefined, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 200, reserve: undefined, batchSize: 10, concurrency: 2 },
  { callsPerSecond: 1000, reserve: undefined, batchSize: 10, concurrency: 10 },
])(
  'feeds $batchSize messages to each of $concurrency at $callsPerSecond calls a second',
  ({ reserve, ...expected }) => {
    const { callsPerSecond, ...feed } = expected;
    const api = { ...pinning.api, callsPerSecond };
    expect(feedOf(api)).toEqual(feed);
    expect(concurrencyToReserve(api)).toBe(reserve);
  },
);

test('makes the queue and its event source mapping', () => {
  const made = functionQueue(pinning, undefined);
  expect(made.PinConversationsQueue?.Properties).toEqual({
    QueueName: 'chat-dev-pin-conversations',
    VisibilityTimeout: 6 * 29,
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] }, maxReceiveCount: 5 },
    SqsManagedSseEnabled: true,
  });
  expect(JSON.stringify(made.PinConversationsQueuePolicy)).toContain(
    '"aws:SourceArn":[{"Fn::GetAtt":["PinConversationsRule"',
  );
  expect(made.PinConversationsQueueMapping?.Properties).toEqual({
    EventSourceArn: { 'Fn::GetAtt': ['PinConversationsQueue', 'Arn'] },
    FunctionName: { Ref: 'lambda of pin-conversations' },
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('makes no queue for a function that reads or adds', () => {
  expect(functionQueue(searching, undefined)).toEqual({});
  expect(functionQueue(creating, undefined)).toEqual({});
});
