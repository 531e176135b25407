import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { topSample } from '#test/emulator/documented-samples';
import { pinRequest } from '#test/events/batches';

const elements = (...users: readonly string[]): unknown[] => users.map((user) => JSON.parse(pinRequest('peer', user)));

test('every element is answered, in its place', async () => {
  const served = await serveForTest(pinConversations);
  expect(await callDirectly(served, elements('user_0001', 'user_0002', 'user_0003'))).toEqual({
    kind: 'Served',
    text: `[${[topSample.answer, topSample.answer, topSample.answer].join()}]`,
  });
});

test('an empty list has nothing to answer', async () => {
  const served = await serveForTest(pinConversations);
  expect(await callDirectly(served, [])).toEqual({ kind: 'Served', text: '[]' });
});

test('a failure is thrown after the others have been served', async () => {
  const served = await serveForTest(pinConversations);
  const { kind } = await callDirectly(served, [...elements('user_0001', 'nobody'), {}, ...elements('user_0002')]);
  expect(kind).toBe('NotFound');
  const pinned = served.emulator.state().users.filter(({ pins }) => pins.includes('C2Cpeer'));
  expect(pinned.map(({ UserID }) => UserID)).toEqual(['user_0001', 'user_0002']);
});

test('the log tells which element failed', async () => {
  const served = await serveForTest(pinConversations);
  await callDirectly(served, elements('user_0001', 'nobody'));
  expect(served.lines.map(({ source, kind }) => [source?.element, kind]).toSorted()).toEqual([
    ['0', undefined],
    ['1', 'NotFound'],
  ]);
  expect(JSON.stringify(served.lines)).not.toContain('nobody');
});
