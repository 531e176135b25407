import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/triggers/unwrap';
import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';

const notification = (Message: string) => JSON.stringify({ ...samples.snsNotification, Message });
const busEvent = (detail: unknown) => JSON.stringify({ ...samples.eventBridge, detail });

const request = pinRequest('peer');
const value = JSON.parse(request);

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
])('%s is taken out of its envelopes', (_, text, expected) => {
  expect(unwrap({ text })).toEqual(expected);
});

describe('what only looks like an envelope stays as it is', () => {
  const { TopicArn: _, ...withoutTopic } = samples.snsNotification;
  const { source: __, ...withoutSource } = samples.eventBridge;

  test.each([
    [
      'a confirmation of a subscription',
      JSON.stringify({ ...samples.snsNotification, Type: 'SubscriptionConfirmation' }),
    ],
    ['a notification without a topic', JSON.stringify(withoutTopic)],
    ['an event without a source', JSON.stringify(withoutSource)],
    ['a list', `[${request}]`],
    ['null', 'null'],
    ['100,000 arrays in each other', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('%s', (_, text) => {
    expect(unwrap({ text })).toEqual({ text });
  });
});

test('the digits of a large number are kept', () => {
  const body = unwrap({ text: '{"id":"1","source":"a","detail-type":"b","detail":{"Id":144115214578713345}}' });
  expect(JSON.stringify(body)).toBe('{"value":{"Id":144115214578713345}}');
});
