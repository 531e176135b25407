import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callOverHttp, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

test('a trigger’s refusal is logged and answered like every other failure, before authentication', async () => {
  const served = await serveForTest(pinConversations);
  const { authorizer: _, ...open } = { authorizer: {}, http: { method: 'POST' }, requestId: 'a' };
  const event = { rawPath: '/elsewhere', requestContext: open };
  const { status, problem } = await callOverHttp(served, pinSample.request, { event });
  expect(status).toBe(404);
  expect(served.lines).toEqual([
    expect.objectContaining({ level: 'warn', kind: 'NotFound', reason: problem?.detail, attempts: 0 }),
  ]);
});
