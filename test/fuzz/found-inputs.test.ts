import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callers, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

/** Zod measures any object with a length, and throws if the length is not a primitive value. */
const measured = '{"length":{"toString":1}}';

describe.each(callers)('inputs that fuzzing has found, %s', (_, call) => {
  test.each([
    ['in place of a text', pinSample.request.replace('"user_0001"', measured)],
    ['in place of a request', measured],
    ['in place of an item', pinSample.request.replace('"@TGS#1B2AUI7RZ"', measured)],
  ])('an object with a strange length %s does not fit', async (_, request) => {
    const served = await serveForTest(pinConversations);
    expect((await call(served, request)).kind).toBe('InvalidRequest');
    expect(served.emulator.calls()).toEqual([]);
  });

  test('an ErrorCode that is not an exact number makes the answer invalid', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'reply', body: `{"ActionStatus":"FAIL","ErrorCode":${2 ** 53}}`, times: 'always' });
    const { kind, problem } = await call(served, pinSample.request, 3_000);
    expect([kind, problem?.ErrorCode]).toEqual(['UpstreamFailed', 502]);
  });
});
