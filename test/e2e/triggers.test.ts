import { InvokeCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { problemSchema } from '#shared/failures/problem';
import { type DeployedFunctions, deployFunctions } from '#test/e2e/deployed-functions';
import { type Emulator, startEmulator } from '#test/emulator/start-emulator';
import { pinRequest, sqsBatch } from '#test/events/batches';
import { type Envelope, envelopes } from '#test/events/envelopes';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';
import type { InvocationRecord } from '#test/lambda/function-configuration';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

const failures: InvocationRecord[] = [];
let emulator: Emulator;
let deployed: DeployedFunctions;

beforeAll(async () => {
  emulator = await startEmulator();
  deployed = await deployFunctions({
    apis: [pinConversations, searchContactGroups, searchGroups],
    chatUrl: emulator.url,
    configuration: { environments: 1, timeoutSeconds: 4, onFailure: (record) => failures.push(record) },
  });
});
afterEach(() => {
  emulator.reset();
  failures.length = 0;
});
afterAll(async () => {
  await deployed.close();
  await emulator.close();
});

/** Invokes a function with a JSON text; answers what came back, byte for byte. */
const invoke = async (functionName: string, event: string, input: Partial<InvokeCommandInput> = {}) => {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: event, ...input });
  const { StatusCode, FunctionError, Payload, $metadata } = await deployed.lambda.send(command);
  return { StatusCode, FunctionError, requestId: $metadata.requestId, text: Payload?.transformToString() ?? '' };
};

/** The only members of an error that the runtime may send. Any other, such as stack frames, fails the check. */
const errorObject = z.strictObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()),
});

const readError = (text: string) => {
  const { errorType, errorMessage, trace } = errorObject.parse(JSON.parse(text));
  return { errorType, trace, problem: problemSchema().parse(JSON.parse(errorMessage)) };
};

describe('a direct invocation', () => {
  test.each([
    [pinConversations.name, pinConversations],
    [searchContactGroups.name, searchContactGroups],
    [searchGroups.name, searchGroups],
  ])('%s returns Chat’s answer byte for byte', async (name, { path: called }) => {
    const sample = readSampleText(name);
    emulator.fail({ kind: 'reply', body: sample.answer });
    expect(await invoke(name, sample.request)).toMatchObject({
      StatusCode: 200,
      FunctionError: undefined,
      text: sample.answer,
    });
    expect(emulator.calls().map(({ path, bodyText }) => [path, bodyText])).toEqual([[called, sample.request]]);
  });

  test('GroupOwnerTinyID keeps its digits', async () => {
    const { text } = await invoke(searchGroups.name, readSampleText(searchGroups.name).request);
    expect(text).toContain('"GroupOwnerTinyID":144115214578713345,');
  });

  const always = { times: 'always' } as const;
  test.each([
    ['InvalidRequest', 400, '{"From_Account":7}', undefined],
    ['NotFound', 404, pinRequest('peer', 'nobody'), undefined],
    ['LimitExceeded', 409, pinRequest('one_more', 'user_0050'), undefined],
    ['RateLimited', 429, pinSample.request, { kind: 'reply', status: 429, ...always }],
    ['UpstreamFailed', 502, pinSample.request, { kind: 'cut', ...always }],
    ['UpstreamTimeout', 504, pinSample.request, { kind: 'delay', milliseconds: 60_000, ...always }],
  ] as const)('%s is the errorType that Retry and Catch match', async (...[kind, status, event, fault]) => {
    if (fault) emulator.fail(fault);
    const { StatusCode, FunctionError, text, requestId } = await invoke(pinConversations.name, event);
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    const { errorType, trace, problem } = readError(text);
    expect(errorType).toBe(kind);
    expect(problem).toMatchObject({ status, instance: requestId, type: `urn:chat-functions:failure:${kind}` });
    expect(trace.join('')).not.toMatch(/\bat\b|handler\.mjs|node:/);
  });
});

test('an HTTP event gets a response', async () => {
  const { text } = await invoke(
    pinConversations.name,
    JSON.stringify({ ...gatewayEvents(pinConversations.path).httpApi, body: pinSample.request }),
  );
  expect(JSON.parse(text)).toEqual({
    statusCode: 200,
    headers: expect.objectContaining({ 'content-type': 'application/json; charset=utf-8' }),
    body: pinSample.answer,
  });
});

test('an HTTP event with a wrong body gets a problem document, and is no function error', async () => {
  const { text, FunctionError } = await invoke(
    pinConversations.name,
    JSON.stringify({ ...gatewayEvents(pinConversations.path).httpApi, body: '{}' }),
  );
  expect(FunctionError).toBeUndefined();
  expect(JSON.parse(text)).toMatchObject({ statusCode: 400, body: expect.stringContaining('InvalidRequest') });
});

test('an SQS event gets a partial batch response, and its failures are in the log with their message ids', async () => {
  const batch = sqsBatch([
    { id: 'good', body: pinRequest('peer') },
    { id: 'unknown', body: pinRequest('peer', 'nobody') },
    { id: 'broken', body: 'Hello from user_0001' },
  ]);
  const { text, requestId } = await invoke(pinConversations.name, JSON.stringify(batch));
  expect(JSON.parse(text)).toEqual({
    batchItemFailures: expect.arrayContaining([{ itemIdentifier: 'unknown' }, { itemIdentifier: 'broken' }]),
  });
  const lines = deployed.host.logs(pinConversations.name).filter((line) => line.includes(requestId ?? ''));
  const line = (messageId: string) => lines.find((text) => text.includes(`"messageId":"${messageId}"`)) ?? '{}';
  expect(JSON.parse(line('unknown'))).toMatchObject({ level: 'WARN', kind: 'NotFound', errorCode: 50001, attempts: 1 });
  expect(JSON.parse(line('broken'))).toMatchObject({ level: 'WARN', kind: 'InvalidRequest', attempts: 0 });
  expect(JSON.parse(line('good'))).toMatchObject({ level: 'INFO', attempts: 1 });
  // The log names the user that was acted for, and nothing else of a request.
  expect(JSON.parse(line('unknown')).user).toBe('nobody');
  expect(lines.join()).not.toMatch(/Hello|"peer"/);
});

describe('every source', () => {
  const served = envelopes.filter(({ refused }) => refused === undefined);

  test.each(served.map((envelope): readonly [string, Envelope] => [envelope.name, envelope]))(
    '%s makes the same call to Chat',
    async (_, { wrap, requests = 1 }) => {
      const { FunctionError } = await invoke(
        pinConversations.name,
        JSON.stringify(wrap(pinSample.request, pinConversations.path)),
      );
      expect(FunctionError).toBeUndefined();
      expect(emulator.calls().map(({ path, bodyText }) => [path, bodyText])).toEqual(
        Array.from({ length: requests }, () => [pinConversations.path, pinSample.request]),
      );
    },
  );
});

describe('an asynchronous invocation', () => {
  const invokeLater = async (event: string) => {
    const { StatusCode, requestId } = await invoke(pinConversations.name, event, { InvocationType: 'Event' });
    expect(StatusCode).toBe(202);
    await deployed.host.settled();
    return requestId;
  };

  test('that fails each time asks Chat each time, and ends at the failure destination with its reason', async () => {
    const event = pinRequest('peer', 'nobody');
    const requestId = await invokeLater(event);
    expect(emulator.calls()).toHaveLength(3);
    expect(failures).toEqual([
      expect.objectContaining({
        requestContext: expect.objectContaining({ requestId, approximateInvokeCount: 3 }),
        requestPayload: JSON.parse(event),
      }),
    ]);
    const { errorType, problem } = readError(JSON.stringify(failures[0]?.responsePayload));
    expect([errorType, problem.ErrorCode, problem.instance]).toEqual(['NotFound', 50001, requestId]);
  });

  test('that fails with a transient failure succeeds when it is retried', async () => {
    emulator.fail({ kind: 'delay', milliseconds: 60_000 });
    await invokeLater(pinRequest('peer'));
    expect(failures).toEqual([]);
    expect(emulator.state().users.find(({ UserID }) => UserID === 'user_0001')?.pins).toEqual(['C2Cpeer']);
  });

  test('of an SNS event ends there too', async () => {
    const { Records } = samples.sns;
    await invokeLater(
      JSON.stringify({ Records: Records.map((record) => ({ ...record, Sns: { ...record.Sns, Message: '{}' } })) }),
    );
    expect(failures).toHaveLength(1);
    expect(readError(JSON.stringify(failures[0]?.responsePayload)).errorType).toBe('InvalidRequest');
    expect(emulator.calls()).toEqual([]);
  });
});
