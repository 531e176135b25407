import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/triggers/unwrap';
import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';

const notification = (Message: string) => JSON.stringify({ ...samples.snsNotification, Message });
const busEvent = (detail: unknown) => JSON.stringify({ ...samples.eventBridge, detail });

const request = pinRequest('peer');
const value = JSON.parse(request);
const parsed = (text: string): unknown => JSON.parse(text);

/** What Lambda writes of a failed asynchronous invocation, by AWS's documentation. */
const invocationRecord = (requestPayload: unknown) =>
  JSON.stringify({
    version: '1.0',
    timestamp: '2019-11-14T18:16:05.568Z',
    requestContext: {
      requestId: 'e4b46cbf-b738-xmpl-8880-a18cdf61200e',
      functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:my-function:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'The call failed' },
  });

const topicEvent = (Message: string) => ({
  Records: samples.sns.Records.map((record) => ({ ...record, Sns: { ...record.Sns, Message } })),
});

test.each([
  ['a request', request, { text: request }],
  ['SNS', notification(request), { text: request }],
  ['EventBridge', busEvent(value), { value }],
  ['EventBridge in SNS', notification(busEvent(value)), { value }],
  ['SNS in SNS', notification(notification(request)), { text: request }],
  ['a text', 'Hello', { text: 'Hello' }],
  ['SNS with a text', notification('Hello'), { text: 'Hello' }],
  ['nothing', '', { text: '' }],
  ['SNS with nothing', notification(''), { text: '' }],
  ['EventBridge with a text', busEvent(request), { value: request }],
  ['a record of a failed asynchronous invocation', invocationRecord(value), { value }],
  ['a record in SNS', notification(invocationRecord(value)), { value }],
  ['a record of an event of SNS', invocationRecord(topicEvent(request)), { text: request }],
  [
    'a record of an event of EventBridge, in EventBridge',
    busEvent(parsed(invocationRecord(parsed(busEvent(value))))),
    { value },
  ],
  ['a record of a record', invocationRecord(parsed(invocationRecord(value))), { value }],
])('%s is taken out of its envelopes', (_, text, expected) => {
  expect(unwrap({ text })).toEqual(expected);
});

describe('what only looks like an envelope stays as it is', () => {
  const without = (member: string, event: object) =>
    Object.fromEntries(Object.entries(event).filter(([name]) => name !== member));

  test.each([
    [
      'a confirmation of a subscription',
      JSON.stringify({ ...samples.snsNotification, Type: 'SubscriptionConfirmation' }),
    ],
    ['a notification without a topic', JSON.stringify(without('TopicArn', samples.snsNotification))],
    ['a list', `[${request}]`],
    ['null', 'null'],
    ['100,000 arrays in each other', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('%s', (_, text) => {
    expect(unwrap({ text })).toEqual({ text });
  });

  test.each([
    ...['id', 'source', 'detail-type', 'detail'].map((member) => [member, samples.eventBridge] as const),
    ...['Type', 'TopicArn', 'Message'].map((member) => [member, samples.snsNotification] as const),
    ...['version', 'requestContext', 'requestPayload'].map(
      (member) => [member, JSON.parse(invocationRecord(value))] as const,
    ),
  ])('an envelope without its %s', (member, event) => {
    expect(unwrap({ value: event })).not.toEqual({ value: event });
    expect(unwrap({ value: without(member, event) })).toEqual({ value: without(member, event) });
  });

  test.each([0, 2])('an event of a topic with %d records', (count) => {
    const event = { Records: Array.from({ length: count }, () => samples.sns.Records[0]) };
    expect(unwrap({ value: event })).toEqual({ value: event });
  });
});

test.each([
  ['an event', parsed(busEvent(null))],
  ['a record', parsed(invocationRecord(null))],
])('null is taken out of %s', (_, value) => {
  expect(unwrap({ value })).toEqual({ value: null });
});

test('what is not UTF-8 stays so', () => {
  expect(unwrap({ text: undefined })).toEqual({ text: undefined });
});

test('the digits of a large number are kept', () => {
  const body = unwrap({ text: '{"id":"1","source":"a","detail-type":"b","detail":{"Id":144115214578713345}}' });
  expect(JSON.stringify(body)).toBe('{"value":{"Id":144115214578713345}}');
});

test('a request in more envelopes than anybody uses stays in the rest of them', () => {
  const wrapped = Array.from({ length: 12 }).reduce<string>((text) => notification(text), request);
  expect(unwrap({ text: wrapped })).toEqual({ text: notification(notification(notification(notification(request)))) });
});

test('a text that is larger than any message is not looked into', () => {
  const text = notification(request).padEnd(1024 * 1024 + 1);
  expect(unwrap({ text })).toEqual({ text });
});
