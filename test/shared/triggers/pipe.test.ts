import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';
import { readSampleText } from '#test/read-sample';
import { createAnsweringChat } from '#test/shared/scripted-chat';

const pinSample = readSampleText(pinConversations.name);

const elements = (...users: readonly string[]): unknown[] => users.map((user) => JSON.parse(pinRequest('peer', user)));

test('every element is answered, in its place', async () => {
  const served = await serveForTest(pinConversations);
  expect(await callDirectly(served, elements('user_0001', 'user_0002', 'user_0003'))).toEqual({
    kind: 'Served',
    text: `[${[pinSample.answer, pinSample.answer, pinSample.answer].join()}]`,
  });
});

test('a list longer than any that AWS sends is refused as a whole', async () => {
  const served = await serveForTest(pinConversations);
  const { problem } = await callDirectly(served, Array(10_001).fill({}));
  expect(problem?.errors).toEqual([{ pointer: '', detail: 'expected an object, got an array' }]);
  expect(served.lines).toHaveLength(1);
});

test('an empty list, which no pipe sends, is no request', async () => {
  const served = await serveForTest(pinConversations);
  expect((await callDirectly(served, [])).kind).toBe('InvalidRequest');
});

test.each([
  [1, 'Served', 1],
  [2, 'InvalidRequest', 0],
])('a function that adds, sent %d elements, is %s', async (count, kind, calls) => {
  const chat = createAnsweringChat(pinSample.answer);
  const served = await serveForTest(createContactGroup, { chat });
  const request = { From_Account: 'user_0001', GroupContactItem: [{ GroupName: 'team' }] };
  const outcome = await callDirectly(
    served,
    Array.from({ length: count }, () => request),
  );
  expect(outcome.kind).toBe(kind);
  if (outcome.problem) expect(outcome.problem.detail).toContain('Set the batch size of the pipe to 1');
  expect(chat.calls()).toBe(calls);
});

test('a failure is thrown after the others have been served', async () => {
  const served = await serveForTest(pinConversations);
  const { kind } = await callDirectly(served, [...elements('user_0001', 'nobody'), {}, ...elements('user_0002')]);
  expect(kind).toBe('NotFound');
  const pinned = served.emulator.state().users.filter(({ pins }) => pins.includes('C2Cpeer'));
  expect(pinned.map(({ UserID }) => UserID)).toEqual(['user_0001', 'user_0002']);
});

test('the log names the element that failed', async () => {
  const served = await serveForTest(pinConversations);
  await callDirectly(served, elements('user_0001', 'nobody'));
  expect(served.lines.map(({ source, kind }) => [source?.element, kind]).toSorted()).toEqual([
    ['0', undefined],
    ['1', 'NotFound'],
  ]);
  expect(JSON.stringify(served.lines)).not.toContain('peer');
});

test('the answers have to fit into one reply together', async () => {
  const answer = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Padding: 'a'.repeat(3_500_000) });
  const served = await serveForTest(pinConversations, { chat: createAnsweringChat(answer) });
  expect((await callDirectly(served, elements('user_0001'))).kind).toBe('Served');
  expect((await callDirectly(served, elements('user_0001', 'user_0002'))).kind).toBe('PayloadTooLarge');
});

test('a hundred elements are answered at a time', async () => {
  let atOnce = 0;
  let most = 0;
  const { call } = createAnsweringChat(pinSample.answer);
  const served = await serveForTest(pinConversations, {
    chat: {
      call: async (request) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await setImmediate();
        atOnce -= 1;
        return call(request);
      },
    },
  });
  const users = Array.from({ length: 1_000 }, () => 'user_0001');
  expect((await callDirectly(served, elements(...users))).kind).toBe('Served');
  expect(most).toBe(100);
});

test('takes the request of an element out of its envelope', async () => {
  const served = await serveForTest(pinConversations);
  await served.invoke([{ ...samples.snsNotification, Message: pinRequest('peer') }]);
  expect(served.emulator.calls()).toMatchObject([{ bodyText: pinRequest('peer') }]);
});
