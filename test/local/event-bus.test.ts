import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type EventBus, startEventBus } from '#test/local/event-bus';
import type { Target } from '#test/local/local-stack';

let sent: { readonly target: Target; readonly event: string }[] = [];
let bus: EventBus;

beforeEach(async () => {
  sent = [];
  bus = await startEventBus({
    port: 0,
    name: 'chat',
    rules: [
      { pattern: { 'detail-type': ['pin'] }, targets: [{ kind: 'queue', name: 'pins' }] },
      {
        pattern: { 'detail-type': ['search'], source: ['mine', 'yours'] },
        targets: [{ kind: 'function', name: 'search' }],
      },
    ],
    send: async (target, event) => {
      sent.push({ target, event });
    },
  });
});
afterEach(() => bus.close());

const ask = async (body: unknown, target = 'AWSEvents.PutEvents') => {
  const response = await fetch(bus.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
};

const put = (...Entries: readonly object[]) => ask({ Entries });

const entry = { EventBusName: 'chat', Source: 'mine', DetailType: 'pin', Detail: '{"a":144115214578713345}' };

const keptEvents = async (): Promise<readonly unknown[]> =>
  z.array(z.unknown()).parse(await (await fetch(`${bus.url}/_events`)).json());

test('an event goes to the targets of every rule that it matches, digit for digit', async () => {
  const { answer } = await put(entry, { ...entry, DetailType: 'other' }, { ...entry, DetailType: 'search' });
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, {}, {}] });
  expect(sent.map(({ target }) => target)).toEqual([
    { kind: 'queue', name: 'pins' },
    { kind: 'function', name: 'search' },
  ]);
  expect(sent[0]?.event).toMatch(/"detail":\{"a":144115214578713345\}\}$/);
  expect(JSON.parse(sent[0]?.event ?? '')).toMatchObject({
    version: '0',
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    'detail-type': 'pin',
    source: 'mine',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: 'ap-southeast-1',
    resources: [],
  });
});

test('a rule matches only if each of its fields does', async () => {
  await put({ ...entry, DetailType: 'search', Source: 'theirs' });
  expect(sent).toEqual([]);
});

test('the bus lists the last hundred events, including the answers of functions', async () => {
  for (let count = 0; count < 11; count += 1) await put(...Array.from({ length: 10 }, () => entry));
  await bus.putResult({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: { requestId: 'r', functionArn: 'arn:f:$LATEST', condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: {},
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: { ActionStatus: 'OK' },
  });
  const events = await keptEvents();
  expect(events).toHaveLength(100);
  expect(events.at(-1)).toMatchObject({
    source: 'lambda',
    'detail-type': 'Lambda Function Invocation Result - Success',
    resources: ['arn:aws:events:ap-southeast-1:000000000000:event-bus/chat', 'arn:f:$LATEST'],
    detail: { responsePayload: { ActionStatus: 'OK' } },
  });
});

test.each([
  ['no detail', { Detail: undefined }, 'InvalidArgument'],
  ['no source', { Source: '' }, 'InvalidArgument'],
  ['a detail that is not JSON', { Detail: '{' }, 'MalformedDetail'],
  ['a detail that is not an object', { Detail: '[1]' }, 'MalformedDetail'],
  ['no bus', { EventBusName: undefined }, 'ResourceNotFoundException'],
  ['another bus', { EventBusName: 'other' }, 'ResourceNotFoundException'],
])('an entry with %s fails alone', async (_, change, ErrorCode) => {
  const { status, answer } = await put(
    { ...entry, ...change },
    { ...entry, EventBusName: 'arn:aws:events:a:1:event-bus/chat' },
  );
  expect(status).toBe(200);
  expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }, { EventId: expect.any(String) }] });
  expect(sent).toHaveLength(1);
});

test.each([
  ['none', []],
  ['eleven', Array.from({ length: 11 }, () => entry)],
])('%s of them are refused', async (_, entries) => {
  expect(await put(...entries)).toMatchObject({ status: 400, answer: { __type: 'ValidationException' } });
  expect(await keptEvents()).toEqual([]);
});

test('rejects a request without a list of entries, one that is too large, and an unknown operation', async () => {
  expect(await ask({ Entries: 1 })).toMatchObject({ status: 400, answer: { __type: 'ValidationException' } });
  expect(await put({ ...entry, Time: 1e300 })).toMatchObject({
    status: 400,
    answer: { __type: 'ValidationException', message: expect.stringMatching(/expected number to be <=.*Time/s) },
  });
  const large = { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(1_048_576) }) };
  expect(await put(large)).toMatchObject({ status: 400, answer: { __type: 'ValidationException' } });
  expect(await ask({}, 'AWSEvents.PutRule')).toMatchObject({
    status: 400,
    answer: { __type: 'UnknownOperationException' },
  });
});
