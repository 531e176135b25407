import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { Failure } from '#shared/failures/failure';
import { failureIn } from '#shared/triggers/unread-answer';
import { serveForTest } from '#test/call-served';
import { handedBack, pinRequest, sqsBatch } from '#test/events/batches';
import { type Envelope, envelopes } from '#test/events/envelopes';
import { readSampleText } from '#test/read-sample';
import { createAnsweringChat, itemsAnswer } from '#test/shared/scripted-chat';

const pinSample = readSampleText(pinConversations.name);

const outcomeOf = (...codes: readonly number[]) => ({
  answer: {
    text: '{}',
    value: {},
    failedItems: codes.map((errorCode, index) => ({ pointer: `/ResultItem/${index}`, errorCode, errorInfo: 'odd' })),
  },
});

test('a failure of the request is the reason', () => {
  const failure = new Failure('RateLimited', 'Too many.');
  expect(failureIn({ failure })).toBe(failure);
});

test('an answer without failed items has none', () => {
  expect(failureIn(outcomeOf())).toBeUndefined();
});

test.each([
  ['a transient code', [50004], 'UpstreamFailed', true],
  ['transient codes', [51007, 50004], 'NotFound', true],
  ['one code that is for good', [50004, 50002, 51007], 'InvalidRequest', false],
  ['a code that is not documented', [12345], 'UpstreamFailed', true],
])('items that failed with %s', (...[, codes, kind, isTransient]) => {
  const failure = failureIn(outcomeOf(...codes));
  expect(failure).toMatchObject({ kind, errorInfo: 'odd' });
  expect(failure?.transient).toBe(isTransient);
  expect(failure?.message).toContain(`${codes.length} item`);
});

/** The sources that return or throw to nobody. */
const unread = ['SNS', 'EventBridge', 'EventBridge in SNS', 'Pipes, input transformer'];

describe.each([
  ['may pass', [0, 51007], 'NotFound'],
  ['fail for good', [51007, 50002], 'InvalidRequest'],
])('items that %s', (...[, codes, kind]) => {
  const text = itemsAnswer(...codes);
  const through = envelopes.filter(({ refused }) => refused === undefined);

  const expectReply = async (reply: Promise<unknown>, { name, reply: { form, ...rest } }: Envelope): Promise<void> => {
    if (form === 'batch') expect(handedBack(await reply)).toEqual('ids' in rest ? [...rest.ids].toSorted() : []);
    else if (form === 'response') expect(await reply).toMatchObject({ statusCode: 207, body: text });
    else if (unread.includes(name)) await expect(reply).rejects.toMatchObject({ name: kind });
    else expect(JSON.stringify(await reply)).toBe(text);
  };

  test.each(through.map((envelope) => [envelope.name, envelope] as const))('through %s', async (_, envelope) => {
    const served = await serveForTest(pinConversations, { chat: createAnsweringChat(text) });
    await expectReply(served.invoke(envelope.wrap(pinSample.request, pinConversations.path)), envelope);
    const [line] = served.lines;
    expect(line).toMatchObject({
      level: 'warn',
      failedItems: { count: codes.filter((code) => code !== 0).length, first: expect.any(Array) },
    });
  });

  test('in a FIFO queue', async () => {
    const chat = createAnsweringChat(text);
    const served = await serveForTest(pinConversations, { chat });
    const batch = sqsBatch(['a1', 'a2'].map((id) => ({ id, group: 'a', body: pinRequest('peer') })));
    expect(handedBack(await served.invoke(batch))).toEqual(['a1', 'a2']);
    expect(chat.calls()).toBe(kind === 'InvalidRequest' ? 2 : 1);
  });
});
