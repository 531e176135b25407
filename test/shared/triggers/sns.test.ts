import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callDirectly, serveForTest } from '#test/call-served';
import { pinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';

const notificationOf = (Message: string) => ({
  Records: samples.sns.Records.map((record) => ({ ...record, Sns: { ...record.Sns, Message } })),
});

const messageId = samples.sns.Records.map(({ Sns }) => Sns.MessageId).join();

const topicArn = samples.sns.Records.map(({ Sns }) => Sns.TopicArn).join();

describe.each([
  ['a failure of Chat', pinRequest('peer', 'nobody'), 'NotFound', 3],
  ['a message that is no request', 'Hello from SNS!', 'InvalidRequest', 0],
])('%s', (...[, message, kind, calls]) => {
  test('is thrown each time it is delivered', async () => {
    const served = await serveForTest(pinConversations);
    for (let delivery = 0; delivery < 3; delivery += 1) {
      expect((await callDirectly(served, notificationOf(message))).kind).toBe(kind);
    }
    expect(served.emulator.calls()).toHaveLength(calls);
  });

  test('leaves a line with the message id, the topic and the reason, and nothing of the message', async () => {
    const served = await serveForTest(pinConversations);
    await callDirectly(served, notificationOf(message));
    expect(served.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        source: { messageId },
        caller: { kind: 'trusted', name: topicArn },
        kind,
        reason: expect.any(String),
      }),
    ]);
    expect(JSON.stringify(served.lines)).not.toMatch(/peer|Hello/);
  });
});

test('a transient failure is thrown, and served when it is delivered again', async () => {
  const served = await serveForTest(pinConversations);
  served.emulator.fail({ kind: 'cut', times: 'always' });
  expect((await callDirectly(served, notificationOf(pinRequest('peer')), 3_000)).kind).toBe('UpstreamFailed');
  served.emulator.reset();
  expect((await callDirectly(served, notificationOf(pinRequest('peer')), 3_000)).kind).toBe('Served');
});
