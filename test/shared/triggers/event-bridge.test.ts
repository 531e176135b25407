import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { pinRequest } from '#test/events/batches';
import { busEventOf } from '#test/events/bus-event';
import { samples } from '#test/events/samples';

const eventOf = busEventOf;

test('a failure is thrown each time it is delivered, and Chat is asked again', async () => {
  const served = await serveForTest(pinConversations);
  const event = eventOf(JSON.parse(pinRequest('peer', 'nobody')));
  for (let delivery = 0; delivery < 3; delivery += 1) {
    expect((await callDirectly(served, event)).kind).toBe('NotFound');
  }
  expect(served.emulator.calls()).toHaveLength(3);
});

test('an event of a service of AWS is refused by its name', async () => {
  const served = await serveForTest(pinConversations);
  const { kind, problem } = await callDirectly(served, samples.eventBridge);
  expect(kind).toBe('InvalidRequest');
  expect(problem?.detail).toBe('This is an event of aws.ec2, which is not supported as a trigger.');
  expect(served.lines).toMatchObject([{ kind: 'InvalidRequest', attempts: 0 }]);
});

test('a source that looks like a service of AWS is repeated in part only', async () => {
  const served = await serveForTest(pinConversations);
  const { text } = await callDirectly(served, { ...eventOf({}), source: `aws.${'x'.repeat(100_000)}` });
  expect(text).toContain('an event of aws.x');
  expect(text.length + JSON.stringify(served.lines).length).toBeLessThan(2_000);
});

test('an event of one’s own is served, though its source begins with the same letters', async () => {
  const served = await serveForTest(pinConversations);
  const event = { ...eventOf(JSON.parse(pinRequest('peer'))), source: 'aws-back-end' };
  expect((await callDirectly(served, event)).kind).toBe('Served');
});

test.each([
  ['a text', 'detail'],
  ['null', null],
  ['a list', []],
])('%s as detail is refused', async (_, detail) => {
  const served = await serveForTest(pinConversations);
  expect((await callDirectly(served, eventOf(detail))).kind).toBe('InvalidRequest');
});

test('an event without a detail is refused', async () => {
  const served = await serveForTest(pinConversations);
  const { detail: _, ...event } = eventOf({});
  expect((await callDirectly(served, event)).kind).toBe('InvalidRequest');
});

test('the log carries the event id and nothing of the detail', async () => {
  const served = await serveForTest(pinConversations);
  await callDirectly(served, eventOf(JSON.parse(pinRequest('peer', 'nobody'))));
  expect(served.lines).toEqual([
    expect.objectContaining({
      source: { eventId: samples.eventBridge.id },
      caller: { kind: 'trusted', name: 'com.example.back-end' },
    }),
  ]);
  expect(JSON.stringify(served.lines)).not.toMatch(/peer/);
});

test('takes the request out of an envelope in the detail', async () => {
  const served = await serveForTest(pinConversations);
  await served.invoke(eventOf({ ...samples.snsNotification, Message: pinRequest('peer') }));
  expect(served.emulator.calls()).toMatchObject([{ bodyText: pinRequest('peer') }]);
});
