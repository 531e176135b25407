import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoke } from '#shared/client/invoke';
import { hangs, type InvokeApi, Payload, startInvokeApi } from '#test/shared/client/invoke-api';

const answer = '{"ActionStatus":"OK","GroupOwnerTinyID":144115214578713345}';
let api: InvokeApi;

beforeAll(async () => {
  api = await startInvokeApi({
    echoes: async (event) => ({ ActionStatus: 'OK', event }),
    answers: async () => new Payload(answer),
    fails: async () => new Payload('{"errorType":"Sandbox.Timedout"}', true),
    wanders: async (event) => event,
    hangs,
  });
});

afterAll(() => api.close());

type Details = { request?: object; signal?: AbortSignal };

const call = (functionName: string, { request = {}, signal }: Details = {}): Promise<unknown> =>
  invoke({ lambda: api.lambda, functionName, request, signal });

const failureOf = (functionName: string, details?: Details): Promise<unknown> =>
  call(functionName, details).then(
    () => undefined,
    (error: unknown) => error,
  );

test('the request is the event', async () => {
  const request = { Keywords: ['啊'] };
  expect(await call('echoes', { request })).toEqual({ ActionStatus: 'OK', event: request });
});

test('the 64-bit ids of the answer are strings', async () => {
  expect(await call('answers')).toEqual({ ActionStatus: 'OK', GroupOwnerTinyID: '144115214578713345' });
});

test('a failed invocation gives its failure, with its request id', async () => {
  expect(await failureOf('fails')).toMatchObject({
    kind: 'FunctionFailed',
    errorType: 'Sandbox.Timedout',
    instance: `request-${api.invoked.length}`,
  });
});

test.each([{}, [], { statusCode: 200, body: '{}' }, { ActionStatus: 'FAIL' }])(
  'an answer that is not one of Chat is a failure: %j',
  async (request) => {
    expect(await failureOf('wanders', { request })).toMatchObject({
      kind: 'FunctionFailed',
      message: 'wanders returned no answer of Chat. Check that it is one of the Chat functions.',
      instance: `request-${api.invoked.length}`,
    });
  },
);

test('an error of the SDK is thrown unchanged', async () => {
  await expect(call('nobody')).rejects.toBeInstanceOf(ResourceNotFoundException);
});

describe('a signal', () => {
  test('that is already aborted prevents the invocation', async () => {
    const before = api.invoked.length;
    const reason = new Error('no longer wanted');
    await expect(call('hangs', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(api.invoked).toHaveLength(before);
  });

  test('ends the wait with its own reason', async () => {
    const before = api.invoked.length;
    await expect(call('hangs', { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(api.invoked).toHaveLength(before + 1);
  });
});
