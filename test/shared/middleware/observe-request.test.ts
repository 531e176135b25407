import { describe, expect, test } from 'vitest';
import { createContactGroup } from '#functions/create-contact-group/definition';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { ChatClient } from '#shared/chat/call';
import { Failure } from '#shared/failures/failure';
import { callDirectly, callers, callOverHttp, type HttpCallOptions, serveForTest } from '#test/call-served';
import { sqsBatch } from '#test/events/batches';
import { busEventOf } from '#test/events/bus-event';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';
import { createAnsweringChat, itemsAnswer } from '#test/shared/scripted-chat';

const pinSample = readSampleText(pinConversations.name);

const sample = pinSample.request;

const createFailingChat = (failure: Failure): ChatClient => ({
  call: async () => {
    throw failure;
  },
});

describe.each(callers)('called %s', (_, call) => {
  test('a successful call is one line with its durations', async () => {
    const served = await serveForTest(pinConversations);
    await call(served, sample);
    expect(served.lines).toHaveLength(1);
    expect(served.lines[0]).toMatchObject({
      level: 'info',
      attempts: 1,
      duration: expect.any(Number),
      upstreamDuration: expect.any(Number),
    });
    const { duration = -1, upstreamDuration = -1 } = served.lines[0] ?? {};
    expect(upstreamDuration).toBeGreaterThanOrEqual(0);
    expect(duration).toBeGreaterThanOrEqual(upstreamDuration);
  });

  test('the attempts are counted, those that failed among them', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'code', ErrorCode: 50004, times: 2 });
    expect((await call(served, sample)).kind).toBe('Served');
    expect(served.lines).toEqual([expect.objectContaining({ level: 'info', attempts: 3 })]);
  });

  test('a refused request is a warning with the places of its faults, and was not sent', async () => {
    const served = await serveForTest(pinConversations);
    await call(served, '{"From_Account":1,"OperationType":1,"RecentContactItem":[{"Type":2,"ToGroupId":"secret"}]}');
    expect(served.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        kind: 'InvalidRequest',
        errorCode: 50002,
        attempts: 0,
        upstreamDuration: 0,
        faults: [
          '/From_Account: expected a string, got a number',
          '/RecentContactItem/0/GroupId: expected a string, got nothing',
          '/RecentContactItem/0/ToGroupId: unknown field, expected Type or GroupId',
        ],
      }),
    ]);
  });

  test.each([
    ['13800138000', '/13800138000'],
    ['alice@example.com', '/*'],
    ['a line\n{"level":"INFO"}', '/*'],
    ['\u001b[31mred', '/*'],
    ['密码', '/*'],
    ['x'.repeat(41), '/*'],
    ['x/y', '/*'],
    ['', '/*'],
    ['From_Acount', '/From_Acount'],
  ])('an unknown field %j stands on the log as %s', async (name, logged) => {
    const served = await serveForTest(pinConversations);
    await call(served, `${sample.slice(0, -1)},${JSON.stringify(name)}:1}`);
    expect(served.lines.flatMap(({ faults }) => faults).map((fault) => fault?.split(': ')[0])).toEqual([logged]);
  });

  test('Chat’s code is logged and its words are not, since they may quote the caller', async () => {
    const served = await serveForTest(pinConversations);
    served.emulator.fail({ kind: 'code', ErrorCode: 51012, ErrorInfo: 'alice has too many pins' });
    const { problem } = await call(served, sample);
    expect(problem?.ErrorInfo).toBe('alice has too many pins');
    expect(served.lines).toEqual([
      expect.objectContaining({ level: 'warn', kind: 'LimitExceeded', errorCode: 51012, attempts: 1 }),
    ]);
    expect(JSON.stringify(served.lines)).not.toContain('alice');
  });

  test('a misconfiguration is an error that says what to do', async () => {
    const served = await serveForTest(pinConversations, {
      readSecret: async () => ({ ...seededCredential, secretKey: 'b0de'.repeat(16) }),
    });
    await call(served, sample);
    const [line] = served.lines;
    expect(line).toMatchObject({ level: 'error', kind: 'Misconfigured', errorCode: 70009 });
    expect(line?.action).toMatch(/secret.*Chat console/);
    expect(JSON.stringify(served.lines)).not.toContain('b0de');
  });

  test('an unexpected error is logged with its name and frames, but without its message', async () => {
    const chat: ChatClient = {
      call: async function brokenCall() {
        throw new RangeError('about alice\n    and bob');
      },
    };
    const served = await serveForTest(pinConversations, { chat });
    await call(served, sample);
    const [line] = served.lines;
    expect(line).toMatchObject({ level: 'error', kind: 'InternalError', attempts: 0 });
    expect(line?.cause).toMatch(/^RangeError at .*brokenCall/);
    expect(line?.cause).not.toMatch(/alice|bob/);
  });

  test('a message that looks like a frame stays out', async () => {
    const chat: ChatClient = {
      call: async () => {
        throw new TypeError('broken\n    at alice (secret.ts:1:1)');
      },
    };
    const served = await serveForTest(pinConversations, { chat });
    await call(served, sample);
    expect(JSON.stringify(served.lines)).not.toContain('alice');
  });

  test('the reason is logged where the caller does not learn it', async () => {
    const chat: ChatClient = {
      call: async () => {
        throw new Failure('CredentialsUnavailable', 'Secrets Manager did not return the secret (ECONNREFUSED).');
      },
    };
    const served = await serveForTest(pinConversations, { chat });
    const { text } = await call(served, sample);
    expect(served.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        kind: 'CredentialsUnavailable',
        reason: expect.stringContaining('ECONNREFUSED'),
      }),
    ]);
    expect(text).not.toContain('ECONNREFUSED');
  });

  test('no text of a caller and no answer of Chat is logged', async () => {
    const served = await serveForTest(searchGroups);
    const { text } = await call(served, '{"Count":1,"Keywords":["Support Desk"],"Cursor":""}');
    expect(text).toContain('Support Desk');
    await call(served, '{"Count":1,"Keywords":["Support Desk"],"Cursor":"Support Desk"}', 3_000);
    expect(served.lines.map(({ level }) => level)).toEqual(['info', 'warn']);
    expect(JSON.stringify(served.lines)).not.toMatch(/Support|TGS/);
  });
});

test('over HTTP the line names the gateway’s id of the request', async () => {
  const served = await serveForTest(pinConversations);
  await callOverHttp(served, sample);
  expect(served.lines).toEqual([expect.objectContaining({ source: { gatewayRequestId: 'JKJaXmPLvHcESHA=' } })]);
});

test('an id that a caller chose is cut', async () => {
  const served = await serveForTest(pinConversations);
  const { loadBalancer } = gatewayEvents(pinConversations.path);
  await served.invoke({ ...loadBalancer, headers: { 'x-amzn-trace-id': `Self=${'x'.repeat(60_000)}` } });
  await callDirectly(served, { ...busEventOf({}), id: 'x'.repeat(100_000) });
  expect(served.lines.map(({ source = {} }) => Object.values(source).map((id) => id.length))).toEqual([[256], [256]]);
});

describe('the caller and the user', () => {
  const byToken = (claims: object): HttpCallOptions => ({
    event: { requestContext: { http: { method: 'POST' }, requestId: 'a', authorizer: { jwt: { claims } } } },
  });

  test('an identity that signed the request, by its ARN', async () => {
    const served = await serveForTest(pinConversations);
    await callOverHttp(served, sample);
    expect(served.lines).toMatchObject([
      { caller: { kind: 'trusted', name: 'arn:aws:iam::123456789012:user/back-end' }, user: 'user_0001' },
    ]);
  });

  test('a user, by its claim, also where it is refused', async () => {
    const served = await serveForTest(pinConversations);
    await callOverHttp(served, sample, byToken({ sub: 'user_0002' }));
    expect(served.lines).toMatchObject([
      { kind: 'Forbidden', caller: { kind: 'user', name: 'user_0002' }, user: 'user_0001' },
    ]);
  });

  test('a long claim is cut', async () => {
    const served = await serveForTest(pinConversations);
    await callOverHttp(served, sample, byToken({ sub: 'x'.repeat(100_000) }));
    expect(JSON.stringify(served.lines).length).toBeLessThan(1_500);
  });

  test('a queue and a function, by their ARNs', async () => {
    const served = await serveForTest(pinConversations);
    await served.invoke(sqsBatch([{ id: 'a', body: sample }]));
    await callDirectly(served, JSON.parse(sample));
    expect(served.lines.map(({ caller }) => caller?.name)).toEqual([
      samples.sqs.Records[0]?.eventSourceARN,
      'arn:aws:lambda:eu-west-1:123456789012:function:function',
    ]);
  });

  test('a function that needs a scope acts for no user', async () => {
    const served = await serveForTest(searchGroups);
    await callOverHttp(served, '{"Count":1,"Keywords":["a"]}');
    expect(served.lines[0]?.user).toBeUndefined();
  });
});

test('of a code that is not documented the log has the text, cut', async () => {
  const served = await serveForTest(pinConversations);
  served.emulator.fail({ kind: 'code', ErrorCode: 12345, ErrorInfo: 'new '.repeat(100), times: 'always' });
  const { problem } = await callOverHttp(served, sample, { remaining: 3_000 });
  expect([problem?.ErrorCode, problem?.ErrorInfo]).toEqual([12345, 'new '.repeat(100)]);
  expect(served.lines).toMatchObject([{ errorCode: 12345, errorInfo: 'new '.repeat(50) }]);
});

test('failed items are counted, and the first of them listed', async () => {
  const served = await serveForTest(pinConversations, {
    chat: createAnsweringChat(itemsAnswer(0, ...Array.from({ length: 100 }, () => 51007))),
  });
  await callOverHttp(served, sample);
  const [line] = served.lines;
  expect(line).toMatchObject({ level: 'warn', failedItems: { count: 100 } });
  expect(line?.failedItems?.first).toHaveLength(20);
  expect(line?.failedItems?.first[0]).toBe('/ResultItem/1: 51007');
});

test.each([
  ['items of which failed', createAnsweringChat(itemsAnswer(0, 51007))],
  ['of which nobody knows what came', createFailingChat(new Failure('OutcomeUnknown', 'The answer was lost.'))],
])('a call that adds, %s, is an error: no repetition puts it right', async (_, chat) => {
  const served = await serveForTest(createContactGroup, { chat });
  await callDirectly(served, JSON.parse(readSampleText(createContactGroup.name).request));
  expect(served.lines).toMatchObject([{ level: 'error' }]);
});
