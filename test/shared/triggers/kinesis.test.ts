import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { serveForTest } from '#test/call-served';
import { handedBack, kinesisBatch, pinRequest } from '#test/events/batches';
import { createScriptedChat } from '#test/shared/scripted-chat';

/** A record of the partition key that its sequence number begins with; the user is the sequence number. */
const record = (sequenceNumber: string, data = pinRequest('peer', sequenceNumber)) => ({
  sequenceNumber,
  partitionKey: sequenceNumber.charAt(0),
  data,
});

const batchOf = (...ids: readonly string[]) => kinesisBatch(ids.map((id) => record(id)));

test('serves the records of a partition key one after the other, and the keys side by side', async () => {
  const chat = createScriptedChat();
  const served = await serveForTest(pinConversations, { chat });
  expect(handedBack(await served.invoke(batchOf('a1', 'b1', 'a2', 'b2', 'a3')))).toEqual([]);
  const eventsOf = (key: string) => chat.events.filter((event) => event.charAt(1) === key);
  expect(eventsOf('a')).toEqual(['>a1', '<a1', '>a2', '<a2', '>a3', '<a3']);
  expect(eventsOf('b')).toEqual(['>b1', '<b1', '>b2', '<b2']);
  expect(chat.events.indexOf('>b1')).toBeLessThan(chat.events.indexOf('<a1'));
});

test('hands back what fails by its sequence number, and serves the rest', async () => {
  const chat = createScriptedChat(['a1', 'b2']);
  const served = await serveForTest(pinConversations, { chat });
  const { Records } = batchOf('a1', 'b1', 'a2', 'b2');
  const reply = await served.invoke({ Records: [...Records, ...kinesisBatch([record('c1', 'not JSON')]).Records] });
  expect(handedBack(reply)).toEqual(['a1', 'b2', 'c1']);
  expect(chat.events.filter((event) => event.startsWith('<'))).toHaveLength(4);
});

test('a batch of which every record fails is handed back record by record', async () => {
  const served = await serveForTest(pinConversations, { chat: createScriptedChat(['a1', 'a2']) });
  expect(handedBack(await served.invoke(batchOf('a1', 'a2')))).toEqual(['a1', 'a2']);
});

test('a batch without the time for an attempt is handed back untouched', async () => {
  const served = await serveForTest(pinConversations);
  expect(handedBack(await served.invoke(batchOf('a1', 'a2', 'b1'), 1_400))).toEqual(['a1', 'a2', 'b1']);
  expect(served.emulator.calls()).toEqual([]);
});

test('a permanent failure is handed back each time, and Chat is asked once', async () => {
  const served = await serveForTest(pinConversations);
  const batch = kinesisBatch([record('1', pinRequest('peer', 'nobody')), record('2', pinRequest('peer'))]);
  for (let delivery = 0; delivery < 3; delivery += 1) expect(handedBack(await served.invoke(batch))).toEqual(['1']);
  const asked = served.emulator.calls().filter(({ bodyText }) => bodyText.includes('nobody'));
  expect(asked).toHaveLength(1);
});

test('the log carries the event id and nothing of the data', async () => {
  const served = await serveForTest(pinConversations);
  await served.invoke(kinesisBatch([record('1', pinRequest('peer')), record('2', 'peer of user_0001')]));
  expect(served.lines.map(({ source, kind }) => [source, kind]).toSorted()).toEqual([
    [{ eventId: 'shardId-000000000006:1' }, undefined],
    [{ eventId: 'shardId-000000000006:2' }, 'InvalidRequest'],
  ]);
  expect(JSON.stringify(served.lines)).not.toMatch(/peer|user_0001/);
});
