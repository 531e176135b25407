import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';

const eventOf = (detail: unknown) => ({ ...samples.eventBridge, detail });

test('a permanent failure is thrown each time it is delivered, and Chat is asked once', async () => {
  const served = await serveForTest(pinConversations);
  const event = eventOf(JSON.parse(pinRequest('peer', 'nobody')));
  for (let delivery = 0; delivery < 3; delivery += 1) {
    expect((await callDirectly(served, event)).kind).toBe('NotFound');
  }
  expect(served.emulator.calls()).toHaveLength(1);
});

test('an event of a service is refused: its detail is no request', async () => {
  const served = await serveForTest(pinConversations);
  const { kind, problem } = await callDirectly(served, samples.eventBridge);
  expect(kind).toBe('InvalidRequest');
  expect(problem?.errors).toContainEqual({ pointer: '/From_Account', detail: 'expected a string, got nothing' });
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
  const { detail: _, ...event } = samples.eventBridge;
  expect((await callDirectly(served, event)).kind).toBe('InvalidRequest');
});

test('the log carries the event id and nothing of the detail', async () => {
  const served = await serveForTest(pinConversations);
  await callDirectly(served, eventOf(JSON.parse(pinRequest('peer', 'nobody'))));
  expect(served.lines).toEqual([expect.objectContaining({ source: { eventId: samples.eventBridge.id } })]);
  expect(JSON.stringify(served.lines)).not.toMatch(/peer|nobody/);
});
