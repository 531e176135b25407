import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFunction } from '#test/lambda/build-function';
import type { InvocationRecord } from '#test/lambda/function-configuration';
import { type LambdaHost, startLambdaHost } from '#test/lambda/lambda-host';

const handlers = {
  answer: `export const handler = async (event, context) => ({
    event, context: { ...context }, remaining: context.getRemainingTimeInMillis(), secret: process.env.SECRET,
    inherited: process.env.VITEST, node: process.version, trace: process.env._X_AMZN_TRACE_ID, process: process.pid });`,
  fail: `export const handler = async () => { throw Object.assign(new Error('no such group'), { name: 'NotFound' }); };`,
  callback: `export const handler = (event, context, callback) => callback(null, 'done');`,
  unserialisable: `export const handler = async () => ({ count: 1n });`,
  exact: `export const handler = async () => ({ a: JSON.rawJSON('144115214578713345') });`,
  hang: `export const handler = async (event) => (event.hang ? new Promise((done) => setTimeout(done, 60_000)) : process.pid);`,
  spin: `export const handler = async (event) => { while (event.hang); return process.pid; };`,
  crash: `export const handler = async (event) => (event.exit === undefined ? process.pid : process.exit(event.exit));`,
  init: `console.log('loading'); throw Object.assign(new Error('no secret'), { name: 'Misconfigured' });`,
  syntax: `export const handler = Function('(');`,
  large: `export const handler = async ({ length }) => 'x'.repeat(length);`,
  slow: `export const handler = async () => { await new Promise((done) => setTimeout(done, 300)); return process.pid; };`,
  limited: `export const handler = async () => { await new Promise((done) => setTimeout(done, 300)); return process.pid; };`,
  print: `export const handler = async () => { console.log('first'); console.error('second\\nline'); process.stderr.write('third\\n'); };`,
  retried: `export const handler = async (event, context) => { console.log('try ' + context.awsRequestId); throw new RangeError('again'); };`,
};
type FunctionName = keyof typeof handlers | 'once';

const clientOf = ({ url }: LambdaHost) =>
  new LambdaClient({
    endpoint: url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

let folder: string;
let host: LambdaHost;
let lambda: LambdaClient;
const failures: InvocationRecord[] = [];
const successes: InvocationRecord[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-host-'));
  const deploy = async ([name, source]: [string, string]) => {
    await writeFile(join(folder, `${name}.js`), source);
    return [name, await buildFunction(join(folder, `${name}.js`), join(folder, name))] as const;
  };
  const built = Object.fromEntries(await Promise.all(Object.entries(handlers).map(deploy)));
  const configuration = (name: FunctionName) => built[name] ?? { bundle: '' };

  host = await startLambdaHost({
    functions: {
      ...built,
      answer: { ...configuration('answer'), environment: { SECRET: 'local' }, timeoutSeconds: 7, memory: 256 },
      hang: { ...configuration('hang'), timeoutSeconds: 1 },
      spin: { ...configuration('spin'), timeoutSeconds: 1 },
      slow: { ...configuration('slow'), environments: 2 },
      limited: { ...configuration('limited'), reservedConcurrency: 1 },
      exact: { ...configuration('exact'), onSuccess: (record) => successes.push(record) },
      retried: { ...configuration('retried'), onFailure: (record) => failures.push(record) },
      once: {
        ...configuration('retried'),
        asynchronousRetries: 0,
        onFailure: () => Promise.reject(new Error('The destination is gone.')),
      },
    },
  });
  lambda = clientOf(host);
});

afterAll(async () => {
  lambda.destroy();
  await host.close();
  await rm(folder, { recursive: true });
});

const isRunning = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
};

const invoke = async (functionName: FunctionName, event: unknown = {}, input: Partial<InvokeCommandInput> = {}) => {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event), ...input }),
  );
  const text = answer.Payload?.transformToString() ?? '';
  return { ...answer, text, payload: text ? JSON.parse(text) : undefined };
};

test('the context has the values that Lambda documents', async () => {
  const { payload, StatusCode, ExecutedVersion, FunctionError, $metadata } = await invoke('answer', { Type: 1 });

  expect({ StatusCode, ExecutedVersion, FunctionError }).toEqual({
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
  });
  expect(payload).toMatchObject({
    event: { Type: 1 },
    secret: 'local',
    node: process.version,
    context: {
      functionName: 'answer',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/answer',
      invokedFunctionArn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:answer',
      awsRequestId: $metadata.requestId,
    },
  });
  expect(payload.remaining).toBeGreaterThan(5000);
  expect(payload.remaining).toBeLessThanOrEqual(7000);
  expect(payload.trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/);
  expect(payload.inherited).toBeUndefined();
});

test('the client context reaches the function', async () => {
  const ClientContext = Buffer.from('{"custom":{"tenant":"a"}}').toString('base64');
  const { payload } = await invoke('answer', {}, { ClientContext });
  expect(payload.context.clientContext).toEqual({ custom: { tenant: 'a' } });
});

test.each([
  'answer:$LATEST',
  'function:answer:$LATEST',
  '000000000000:function:answer',
  'arn:aws:lambda:ap-southeast-1:000000000000:function:answer',
])('a function is found as %s', async (FunctionName) => {
  const { payload } = await invoke('answer', {}, { FunctionName });
  expect(payload.context.functionName).toBe('answer');
});

test('an environment is reused', async () => {
  const first = await invoke('answer');
  const second = await invoke('answer');
  expect(second.payload.process).toBe(first.payload.process);
});

test('a number beyond 2^53 keeps its digits', async () => {
  expect((await invoke('exact')).text).toBe('{"a":144115214578713345}');
});

describe('a function error', () => {
  test.each<[string, FunctionName, object]>([
    ['carries its name', 'fail', { errorType: 'NotFound', errorMessage: 'no such group', trace: expect.any(Array) }],
    ['rejects a callback handler', 'callback', { errorType: 'Runtime.CallbackHandlerDeprecated' }],
    ['rejects a result that is not JSON', 'unserialisable', { errorType: 'Runtime.JSONStringifyError' }],
    ['says why loading failed', 'init', { errorType: 'Misconfigured', errorMessage: 'no secret' }],
    ['reports a syntax error in the code', 'syntax', { errorType: 'Runtime.UserCodeSyntaxError' }],
  ])('%s', async (_, functionName, expected) => {
    const { payload, StatusCode, FunctionError } = await invoke(functionName);
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payload).toMatchObject(expected);
  });

  test('stays the same when loading fails again', async () => {
    await invoke('init');
    expect((await invoke('init')).payload.errorType).toBe('Misconfigured');
    expect(host.logs('init').filter((message) => message.includes('loading')).length).toBeGreaterThan(1);
  });

  test.each<FunctionName>(['hang', 'spin'])('ends a function that takes too long: %s', async (functionName) => {
    const before = await invoke(functionName);
    const { payload, FunctionError, $metadata } = await invoke(functionName, {
      hang: true,
    });
    expect(FunctionError).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${$metadata.requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect(host.logs(functionName).at(-1)).toContain('Task timed out after 1.00 seconds');
    expect((await invoke(functionName)).payload).not.toBe(before.payload);
    await expect.poll(() => isRunning(before.payload)).toBe(false);
  });

  test.each([
    [0, 'Runtime exited without providing a reason'],
    [3, 'Runtime exited with error: exit status 3'],
  ])('reports that the process exited with %i', async (exit, reason) => {
    const before = await invoke('crash');
    const { payload, FunctionError, $metadata } = await invoke('crash', {
      exit,
    });
    expect(FunctionError).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${$metadata.requestId} Error: ${reason}`,
    });
    expect(host.logs('crash').at(-1)).toBe(`RequestId: ${$metadata.requestId} Error: ${reason}`);
    expect((await invoke('crash')).payload).not.toBe(before.payload);
  });
});

test('a result may have up to 6 MB', async () => {
  expect((await invoke('large', { length: 6_291_554 })).payload).toHaveLength(6_291_554);
  const { payload, FunctionError } = await invoke('large', { length: 6_291_555 });
  expect(FunctionError).toBe('Unhandled');
  expect(payload).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
});

test('as many invocations run in parallel as there are environments', async () => {
  const answers = await Promise.all([invoke('slow'), invoke('slow'), invoke('slow'), invoke('slow')]);
  expect(new Set(answers.map(({ payload }) => payload)).size).toBe(2);
});

test('throttles invocations beyond the reserved concurrency', async () => {
  const answers = await Promise.allSettled([invoke('limited'), invoke('limited')]);
  expect(answers).toEqual([
    expect.objectContaining({ status: 'fulfilled' }),
    {
      status: 'rejected',
      reason: expect.objectContaining({ name: 'TooManyRequestsException' }),
    },
  ]);
});

test('the log has one entry for each printed message', async () => {
  await invoke('print');
  expect(host.logs('print').slice(-3)).toEqual([
    expect.stringMatching(/\tINFO\tfirst$/),
    expect.stringMatching(/\tERROR\tsecond\nline$/),
    'third',
  ]);
});

test('the answer includes the end of the log if requested', async () => {
  const { LogResult = '', $metadata } = await invoke('print', {}, { LogType: 'Tail' });
  const lines = Buffer.from(LogResult, 'base64').toString().split('\n');
  expect(lines).toEqual([
    `START RequestId: ${$metadata.requestId} Version: $LATEST`,
    expect.stringMatching(/\tINFO\tfirst$/),
    expect.stringMatching(/\tERROR\tsecond$/),
    'line',
    'third',
    `END RequestId: ${$metadata.requestId}`,
    '',
  ]);
  expect((await invoke('print')).LogResult).toBeUndefined();
});

test('a control address returns the log of a function', async () => {
  await invoke('print');
  const response = await fetch(`${host.url}/_functions/print/log`);
  expect(await response.json()).toEqual(host.logs('print'));
  expect((await fetch(`${host.url}/_functions/nobody/log`)).status).toBe(404);
});

describe('an asynchronous invocation', () => {
  test('is accepted, tried three times with one request id, and sent to the destination', async () => {
    const { StatusCode, FunctionError, text, $metadata } = await invoke(
      'retried',
      { GroupId: 'a' },
      { InvocationType: 'Event' },
    );
    expect({ StatusCode, FunctionError, text }).toEqual({
      StatusCode: 202,
      text: '',
    });

    await host.settled();
    const triesIn = () => host.logs('retried').filter((message) => message.includes('try '));
    // What a process prints last arrives after its answer.
    await expect.poll(triesIn).toHaveLength(3);
    expect(triesIn().every((message) => message.endsWith(`try ${$metadata.requestId}`))).toBe(true);
    expect(failures).toEqual([
      {
        version: '1.0',
        timestamp: expect.any(String),
        requestContext: {
          requestId: $metadata.requestId,
          functionArn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:retried:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { GroupId: 'a' },
        responseContext: {
          statusCode: 200,
          executedVersion: '$LATEST',
          functionError: 'Unhandled',
        },
        responsePayload: expect.objectContaining({
          errorType: 'RangeError',
          errorMessage: 'again',
        }),
      },
    ]);
  });

  test('that succeeds is sent to its destination, digit for digit', async () => {
    await lambda.send(
      new InvokeCommand({ FunctionName: 'exact', InvocationType: 'Event', Payload: '{"a":144115214578713347}' }),
    );
    await host.settled();
    expect(successes).toMatchObject([
      { requestContext: { condition: 'Success', approximateInvokeCount: 1 }, responseContext: { statusCode: 200 } },
    ]);
    const [record] = successes;
    expect(JSON.stringify([record?.requestPayload, record?.responsePayload])).toBe(
      '[{"a":144115214578713347},{"a":144115214578713345}]',
    );
  });

  test('is tried as often as configured, and survives a failing destination', async () => {
    const { StatusCode } = await invoke('once', {}, { InvocationType: 'Event' });
    expect(StatusCode).toBe(202);
    await host.settled();
    expect(host.logs('once').filter((message) => message.includes('try '))).toHaveLength(1);
    expect((await invoke('answer')).StatusCode).toBe(200);
  });

  test('runs once when it succeeds', async () => {
    const before = host.logs('print').length;
    await invoke('print', {}, { InvocationType: 'Event' });
    await host.settled();
    expect(host.logs('print').length).toBe(before + 3);
  });
});

test('a dry run invokes nothing', async () => {
  const before = host.logs('print').length;
  expect((await invoke('print', {}, { InvocationType: 'DryRun' })).StatusCode).toBe(204);
  expect(host.logs('print').length).toBe(before);
});

describe('the service rejects', () => {
  test.each<[string, Partial<InvokeCommandInput>, object]>([
    ['an unknown function', { FunctionName: 'nobody' }, { name: 'ResourceNotFoundException', Type: 'User' }],
    ['an unknown version', { Qualifier: '7' }, { name: 'ResourceNotFoundException' }],
    ['a payload that is not JSON', { Payload: '{' }, { name: 'InvalidRequestContentException' }],
    ['more than 6 MB', { Payload: JSON.stringify('x'.repeat(6_291_455)) }, { name: 'RequestEntityTooLargeException' }],
    [
      'more than 1 MB asynchronously',
      {
        InvocationType: 'Event',
        Payload: JSON.stringify('x'.repeat(1_048_575)),
      },
      { name: 'RequestEntityTooLargeException' },
    ],
  ])('%s', async (_, input, expected) => {
    await expect(invoke('answer', {}, input)).rejects.toMatchObject(expected);
  });
});

test('closing ends the processes and their invocations', async () => {
  const spin = { bundle: join(folder, 'spin'), timeoutSeconds: 60 };
  const other = await startLambdaHost({ functions: { spin } });
  const client = clientOf(other);
  const send = (event: string) => client.send(new InvokeCommand({ FunctionName: 'spin', Payload: event }));

  const processId = Number((await send('{}')).Payload?.transformToString());
  const spinning = Promise.allSettled([send('{"hang":true}')]);
  expect(isRunning(processId)).toBe(true);
  await other.close();

  expect(isRunning(processId)).toBe(false);
  await spinning;
  client.destroy();
});
