import { describe, expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { serveForTest } from '#test/call-served';
import { handedBack, kinesisBatch, pinRequest } from '#test/events/batches';
import { createAnsweringChat, createScriptedChat, itemsAnswer } from '#test/shared/scripted-chat';

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

test('after a transient failure the rest of its partition key is handed back untouched, and the other keys go on', async () => {
  const chat = createScriptedChat(['a1', 'b2']);
  const served = await serveForTest(pinConversations, { chat });
  const { Records } = batchOf('a1', 'b1', 'a2', 'b2');
  const reply = await served.invoke({ Records: [...Records, ...kinesisBatch([record('c1', 'not JSON')]).Records] });
  expect(handedBack(reply)).toEqual(['a1', 'a2', 'b2', 'c1']);
  expect(chat.events.filter((event) => event.startsWith('<'))).toHaveLength(3);
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

test('without that time, some records of a large batch are logged, and all are reported as failed', async () => {
  const served = await serveForTest(pinConversations);
  const records = Array.from({ length: 1_000 }, (_, index) => ({ ...record(`${index}`), partitionKey: `${index}` }));
  expect(handedBack(await served.invoke(kinesisBatch(records), 1_400))).toHaveLength(1_000);
  expect(served.lines[0]).toMatchObject({ kind: 'UpstreamTimeout' });
  expect(served.lines.length).toBeLessThan(500);
});

test('a failure for good is handed back, and does not make its partition key wait for it', async () => {
  const chat = createScriptedChat();
  const served = await serveForTest(pinConversations, { chat });
  const { Records } = kinesisBatch([record('a1', 'not JSON'), record('a2')]);
  expect(handedBack(await served.invoke({ Records }))).toEqual(['a1']);
  expect(chat.events).toEqual(['>a2', '<a2']);
});

test('what was done in part is handed back, since to do it again adds nothing', async () => {
  const inPart = await serveForTest(pinConversations, { chat: createAnsweringChat(itemsAnswer(0, 51007)) });
  expect(handedBack(await inPart.invoke(batchOf('a1')))).toEqual(['a1']);
});

describe('a function that adds', () => {
  const createRequest = (user: string) =>
    JSON.stringify({ From_Account: user, GroupContactItem: [{ GroupName: 'team' }] });
  const creating = (...ids: readonly string[]) => kinesisBatch(ids.map((id) => record(id, createRequest(id))));

  test('stops at the first record that is handed back, so that nothing is added again', async () => {
    const chat = createScriptedChat(['b1']);
    const served = await serveForTest(createContactGroup, { chat });
    expect(handedBack(await served.invoke(creating('a1', 'b1', 'a2', 'c1')))).toEqual(['a2', 'b1', 'c1']);
    expect(chat.events).toEqual(['>a1', '<a1', '>b1', '<b1']);
  });

  test('stops at what fails for good, too', async () => {
    const chat = createScriptedChat();
    const served = await serveForTest(createContactGroup, { chat });
    const { Records } = kinesisBatch([record('a1', 'not JSON'), record('a2', createRequest('a2'))]);
    expect(handedBack(await served.invoke({ Records }))).toEqual(['a1', 'a2']);
    expect(chat.events).toEqual([]);
  });

  test('does not report a record with an unknown outcome as failed, and continues', async () => {
    const chat: ChatClient = {
      call: async () => {
        throw new Failure('OutcomeUnknown', 'The answer was lost.');
      },
    };
    const served = await serveForTest(createContactGroup, { chat });
    expect(handedBack(await served.invoke(creating('a1', 'a2')))).toEqual([]);
    expect(served.lines.map(({ level, kind }) => [level, kind])).toEqual([
      ['error', 'OutcomeUnknown'],
      ['error', 'OutcomeUnknown'],
    ]);
  });

  test('hands back nothing that was added in part', async () => {
    const chat = createAnsweringChat(itemsAnswer(0, 51007));
    const served = await serveForTest(createContactGroup, { chat });
    expect(handedBack(await served.invoke(creating('a1')))).toEqual([]);
    expect(served.lines).toMatchObject([{ level: 'error', failedItems: { count: 1 } }]);
  });
});

test('the log carries the event id and nothing of the data', async () => {
  const served = await serveForTest(pinConversations);
  await served.invoke(kinesisBatch([record('1', pinRequest('peer')), record('2', 'peer of user_0001')]));
  expect(served.lines.map(({ source, kind }) => [source, kind]).toSorted()).toEqual([
    [{ eventId: 'shardId-000000000006:1' }, undefined],
    [{ eventId: 'shardId-000000000006:2' }, 'InvalidRequest'],
  ]);
  expect(JSON.stringify(served.lines)).not.toMatch(/peer/);
});
