import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { callers, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

const throwing = (error: unknown): ChatClient => ({
  call: async () => {
    throw error;
  },
});

const hidden = 'usersig=hidden https://hidden.example';

describe.each(callers)('called %s', (_, call) => {
  test.each([
    ['a TypeError', new TypeError(hidden)],
    ['an error with a cause', new Error(hidden, { cause: new Error(hidden) })],
    [
      'an error with a name of its own',
      Object.assign(new Error(hidden), { name: 'HTTPError', request: { url: hidden } }),
    ],
    ['a text', hidden],
    ['an object', { hidden }],
  ])('%s is InternalError, and the caller learns nothing of it', async (_, thrown) => {
    const served = await serveForTest(pinConversations, { chat: throwing(thrown) });
    const { kind, text, problem } = await call(served, pinSample.request);
    expect([kind, problem?.status, problem?.ErrorCode]).toEqual(['InternalError', 500, 500]);
    expect(text).not.toContain('hidden');
    expect(problem?.detail).toMatch(/^The service failed unexpectedly\./);
    expect(JSON.stringify(served.lines)).not.toContain('hidden');
  });

  test('a Failure is kept', async () => {
    const failure = new Failure('LimitExceeded', 'Full.', { errorCode: 51012, errorInfo: 'full of pins' });
    const served = await serveForTest(pinConversations, { chat: throwing(failure) });
    const { kind, problem } = await call(served, pinSample.request);
    expect([kind, problem?.ErrorCode, problem?.ErrorInfo]).toEqual(['LimitExceeded', 51012, 'full of pins']);
  });
});
