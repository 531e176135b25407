import { describe, expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { serveForTest } from '#test/call-served';
import { handedBack, type Message, pinRequest, sqsBatch, unpinRequest } from '#test/events/batches';
import { samples } from '#test/events/samples';
import type { ServedApi } from '#test/served-api';
import { createAnsweringChat, createScriptedChat, itemsAnswer } from '#test/shared/scripted-chat';

const message = (id: string, body = pinRequest(id)): Message => ({ id, body });

const unknownUser = message('unknown-user', pinRequest('peer', 'nobody'));
const fullList = message('full-list', pinRequest('one_more', 'user_0050'));
const notJson = message('not-json', 'From_Account=user_0001');
const wrongField = message('wrong-field', pinRequest('peer').replace('To_Account', 'ToAccount'));

const pinsOf = ({ emulator }: ServedApi) => emulator.state().users.find(({ UserID }) => UserID === 'user_0001')?.pins;

/** The users that Chat was asked about, in the order in which the calls came in. */
const askedAbout = ({ emulator }: ServedApi) =>
  emulator.calls().map(({ bodyText }) => /"From_Account":"(\w+)"/.exec(bodyText)?.[1]);

describe('a standard queue', () => {
  test('a rejected record does not cost its neighbours', async () => {
    const served = await serveForTest(pinConversations);
    const batch = sqsBatch([message('a'), notJson, message('b'), unknownUser, wrongField, fullList, message('c')]);
    const reply = await served.invoke(batch);
    expect(handedBack(reply)).toEqual(['full-list', 'not-json', 'unknown-user', 'wrong-field']);
    expect(pinsOf(served)?.toSorted()).toEqual(['C2Ca', 'C2Cb', 'C2Cc']);
  });

  test('a failure is handed back each time, and Chat is asked again: what it knows may have changed', async () => {
    const served = await serveForTest(pinConversations);
    for (let delivery = 0; delivery < 3; delivery += 1) {
      expect(handedBack(await served.invoke(sqsBatch([unknownUser, notJson])))).toEqual(['not-json', 'unknown-user']);
    }
    expect(askedAbout(served)).toEqual(['nobody', 'nobody', 'nobody']);
  });

  test('a transient failure is handed back, and served when it is delivered again', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'cut', times: 'always' });
    expect(handedBack(await served.invoke(sqsBatch([message('a')]), 3_000))).toEqual(['a']);
    served.emulator.reset();
    expect(handedBack(await served.invoke(sqsBatch([message('a')]), 3_000))).toEqual([]);
    expect(pinsOf(served)).toEqual(['C2Ca']);
  });

  test('a batch of which every record fails is handed back record by record', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'reply', status: 502, times: 'always' });
    expect(handedBack(await served.invoke(sqsBatch([message('a'), message('b'), message('c')]), 3_000))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('the log says why each record failed, and links it to its message', async () => {
    const served = await serveForTest(pinConversations);
    await served.invoke(sqsBatch([message('a'), notJson, unknownUser]));
    expect(served.lines.map(({ source, kind, reason }) => [source?.messageId, kind, reason]).toSorted()).toEqual([
      ['a', undefined, undefined],
      ['not-json', 'InvalidRequest', 'The body is not JSON.'],
      ['unknown-user', 'NotFound', 'Chat: the account is not imported into Chat.'],
    ]);
    expect(JSON.stringify(served.lines)).not.toMatch(/peer|From_Account/);
  });
});

describe('the time and the rate', () => {
  const searchFor = (keyword: string) => message(keyword, JSON.stringify({ Count: 1, Keywords: [keyword] }));

  test('a batch without the time for an attempt is handed back untouched', async () => {
    const served = await serveForTest(pinConversations);
    expect(handedBack(await served.invoke(sqsBatch([message('a'), message('b')]), 1_400))).toEqual(['a', 'b']);
    expect(served.emulator.calls()).toEqual([]);
  });

  test('without that time, some records of a large batch are logged, and all are reported as failed', async () => {
    const served = await serveForTest(pinConversations);
    const messages = Array.from({ length: 1_000 }, (_, index) => message(`m${index}`));
    expect(handedBack(await served.invoke(sqsBatch(messages), 1_400))).toHaveLength(1_000);
    expect(served.lines[0]).toMatchObject({ kind: 'UpstreamTimeout' });
    expect(served.lines.length).toBeLessThan(500);
  });

  test('a record whose turn would come too late is handed back at once', async () => {
    const served = await serveForTest(searchGroups);
    const start = Date.now();
    const batch = sqsBatch(['a', 'b', 'c', 'd'].map(searchFor));
    expect(handedBack(await served.invoke(batch, 2_200))).toEqual(['c', 'd']);
    expect(served.emulator.calls()).toHaveLength(2);
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  test('a record whose turn comes in time waits for it', async () => {
    const served = await serveForTest(searchGroups);
    expect(handedBack(await served.invoke(sqsBatch(['a', 'b', 'c', 'd'].map(searchFor)), 5_000))).toEqual([]);
    expect(served.emulator.calls().map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0, 0, 0]);
  });

  const unpinning = (count: number) =>
    sqsBatch(Array.from({ length: count }, (_, index) => message(`${index}`, unpinRequest(`peer_${index}`))));

  test('as many records as Chat takes in a second are served at once, and Chat refuses none', async () => {
    const served = await serveForTest(pinConversations);
    expect(handedBack(await served.invoke(unpinning(200)))).toEqual([]);
    expect(served.emulator.calls().map(({ ErrorCode }) => ErrorCode)).toEqual(Array.from({ length: 200 }, () => 0));
  });

  test('more records than that are served in one batch too', async () => {
    const served = await serveForTest(pinConversations);
    expect(handedBack(await served.invoke(unpinning(450)))).toEqual([]);
    const done = served.emulator.calls().filter(({ ErrorCode }) => ErrorCode === 0);
    expect(new Set(done.map(({ bodyText }) => bodyText)).size).toBe(450);
    expect(done).toHaveLength(450);
  });
});

/** A message of a group; the user is the id, so that Chat can tell them apart. */
const inGroup = (id: string): Message => ({ id, group: id.charAt(0), body: pinRequest('peer', id) });

test('the groups of a standard queue, which has them for fairness, keep no order', async () => {
  const chat = createScriptedChat(['a1']);
  const served = await serveForTest(pinConversations, { chat });
  const { Records } = sqsBatch([inGroup('a1'), inGroup('a2')]);
  const standard = Records.map((record) => ({ ...record, eventSourceARN: samples.sqs.Records[0]?.eventSourceARN }));
  expect(handedBack(await served.invoke({ Records: standard }))).toEqual(['a1']);
});

describe('a FIFO queue', () => {
  test('lets no message without a group wait for another', async () => {
    const chat = createScriptedChat(['a1']);
    const served = await serveForTest(pinConversations, { chat });
    const { Records } = sqsBatch([inGroup('a1'), inGroup('a2')]);
    const ungrouped = Records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, MessageGroupId: undefined },
    }));
    expect(handedBack(await served.invoke({ Records: ungrouped }))).toEqual(['a1']);
  });

  test('serves the messages of a group one after the other', async () => {
    const chat = createScriptedChat();
    const served = await serveForTest(pinConversations, { chat });
    const batch = sqsBatch(['a1', 'b1', 'a2', 'b2', 'a3'].map(inGroup));
    expect(handedBack(await served.invoke(batch))).toEqual([]);
    const eventsOf = (group: string) => chat.events.filter((event) => event.charAt(1) === group);
    expect(eventsOf('a')).toEqual(['>a1', '<a1', '>a2', '<a2', '>a3', '<a3']);
    expect(eventsOf('b')).toEqual(['>b1', '<b1', '>b2', '<b2']);
  });

  test('after a transient failure hands the rest of the group back untouched, and the other groups go on', async () => {
    const chat = createScriptedChat(['a2']);
    const served = await serveForTest(pinConversations, { chat });
    const batch = sqsBatch(['a1', 'a2', 'b1', 'a3', 'b2', 'a4', 'c1'].map(inGroup));
    expect(handedBack(await served.invoke(batch))).toEqual(['a2', 'a3', 'a4']);
    expect(chat.events.filter((event) => event.startsWith('<')).toSorted()).toEqual([
      '<a1',
      '<a2',
      '<b1',
      '<b2',
      '<c1',
    ]);
  });

  test('hands a rejected message back, and does not make its group wait for it', async () => {
    const chat = createScriptedChat();
    const served = await serveForTest(pinConversations, { chat });
    const batch = sqsBatch([inGroup('a1'), { id: 'a2', group: 'a', body: 'not JSON' }, inGroup('a3')]);
    expect(handedBack(await served.invoke(batch))).toEqual(['a2']);
    expect(chat.events).toEqual(['>a1', '<a1', '>a3', '<a3']);
  });

  test('a group that Chat does not answer does not cost the others their time', async () => {
    const served = await serveForTest(pinConversations);
    await served.invoke(sqsBatch([message('first')]));
    served.emulator.fail({ kind: 'delay', milliseconds: 60_000 });
    const batch = sqsBatch(['a', 'b', 'c'].map((id) => ({ id, group: id, body: pinRequest(id) })));
    expect(handedBack(await served.invoke(batch, 2_700))).toHaveLength(1);
    expect(pinsOf(served)).toHaveLength(3);
  });

  test('keeps its order behind EventBridge Pipes', async () => {
    const chat = createScriptedChat(['a1']);
    const served = await serveForTest(pinConversations, { chat });
    expect(handedBack(await served.invoke(sqsBatch(['a1', 'a2', 'b1'].map(inGroup)).Records))).toEqual(['a1', 'a2']);
    expect(chat.events.includes('>a2')).toBe(false);
  });
});

describe('a function that adds', () => {
  const create = message(
    'create',
    JSON.stringify({ From_Account: 'user_0001', GroupContactItem: [{ GroupName: 'a' }] }),
  );
  const delivered = (count: number) => ({
    Records: sqsBatch([create]).Records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: `${count}` },
    })),
  });

  test('asks Chat at the first delivery of a message, and never at another', async () => {
    const chat: ChatClient & { calls: number } = {
      calls: 0,
      call: async () => {
        chat.calls += 1;
        throw new Failure('OutcomeUnknown', 'The answer was lost.');
      },
    };
    const served = await serveForTest(createContactGroup, { chat });
    for (let count = 1; count <= 5; count += 1) {
      expect(handedBack(await served.invoke(delivered(count)))).toEqual(['create']);
    }
    expect(chat.calls).toBe(1);
    expect(served.lines.map(({ level, kind, attempts }) => [level, kind, attempts])).toEqual(
      Array.from({ length: 5 }, () => ['error', 'OutcomeUnknown', 0]),
    );
  });

  test('is served at the first delivery', async () => {
    const served = await serveForTest(createContactGroup, { chat: createAnsweringChat(itemsAnswer(0)) });
    expect(handedBack(await served.invoke(delivered(1)))).toEqual([]);
  });
});

test('a function that does not add serves a message however often it is delivered', async () => {
  const served = await serveForTest(pinConversations);
  const { Records } = sqsBatch([message('a')]);
  const again = Records.map((record) => ({
    ...record,
    attributes: { ...record.attributes, ApproximateReceiveCount: '4' },
  }));
  expect(handedBack(await served.invoke({ Records: again }))).toEqual([]);
});
