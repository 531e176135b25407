import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { samples } from '#test/events/samples';

const detailOf = async (event: unknown) => {
  const served = await serveForTest(pinConversations);
  const { kind, problem } = await callDirectly(served, event);
  expect(kind).toBe('InvalidRequest');
  expect(served.emulator.calls()).toEqual([]);
  return problem?.detail;
};

describe('an event that is not served', () => {
  test.each([
    ['S3', samples.s3, 'aws:s3'],
    ['DynamoDB', { Records: [{ eventID: '1', eventSource: 'aws:dynamodb', dynamodb: {} }] }, 'aws:dynamodb'],
    ['SES', { Records: [{ eventSource: 'aws:ses', eventVersion: '1.0', ses: {} }] }, 'aws:ses'],
    ['several SNS records', { Records: [...samples.sns.Records, ...samples.sns.Records] }, 'aws:sns'],
    ['a mixture', { Records: [...samples.sqs.Records, ...samples.kinesis.Records] }, 'aws:sqs'],
  ])('%s is named, and what is accepted is listed', async (_, event, source) => {
    expect(await detailOf(event)).toBe(
      `This is an event of ${source}. Accepted are: HTTP API (payload 2.0) or function URL, ` +
        'REST API, or HTTP API (payload 1.0), Application Load Balancer, ' +
        'Application Load Balancer with multi-value headers, SQS, SQS by EventBridge Pipes, SNS, EventBridge, Kinesis, ' +
        'EventBridge Pipes, direct invocation.',
    );
  });

  test.each([
    ['a source that is no name', { Records: [{ eventSource: 'user 0001 <b>' }] }],
    ['a source of 100 characters', { Records: [{ eventSource: 'a'.repeat(100) }] }],
    ['no records', { Records: [] }],
    ['records without a source', { Records: [{}] }],
    ['logs of CloudWatch', { awslogs: { data: 'H4sIAAAAAAAA' } }],
  ])('%s is refused and not quoted', async (_, event) => {
    expect(await detailOf(event)).toMatch(/^The request has \d faults\.$/);
  });
});
