import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { serveForTest } from '#test/call-served';
import { samples } from '#test/events/samples';

const schedule = { ...samples.eventBridge, source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

test.each([
  ['serverless-plugin-warmup', { source: 'serverless-plugin-warmup' }],
  ['lambda-warmer', { warmer: true, concurrency: 3 }],
  ['SST', { type: 'warmer', warmerId: 'warmer-1', index: 0, concurrency: 1, delay: 75 }],
  ['an EventBridge schedule', schedule],
])('a ping of %s is answered, without a call, a line or a failure', async (_, event) => {
  const served = await serveForTest(pinConversations);
  expect(await served.invoke(event)).toBe('The function is warm.');
  expect(served.emulator.calls()).toEqual([]);
  expect(served.lines).toEqual([]);
});

test.each([
  ['a request beside the name', { source: 'com.example', From_Account: 'user_0001' }],
  ['a warmer that is not switched on', { warmer: 'no' }],
  ['an event like a schedule of another source', { ...schedule, source: 'com.example' }],
  ['another event of the scheduler', { ...schedule, 'detail-type': 'Schedule Changed' }],
  ['a schedule with a list', { ...schedule, detail: [] }],
  ['a schedule with a detail', { ...schedule, detail: { From_Account: 'user_0001' } }],
])('%s is no ping', async (_, event) => {
  const served = await serveForTest(pinConversations);
  await expect(served.invoke(event)).rejects.toMatchObject({ name: 'InvalidRequest' });
});
