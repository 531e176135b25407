import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import {
  type ChatFunctions,
  ChatFunctionsError,
  createChatFunctions,
  isChatFunctionsError,
} from '#shared/client/chat-functions';
import { Failure, type FailureKind, failureKinds } from '#shared/failures/failure';
import { problemOf } from '#shared/failures/problem';
import { invocationError } from '#shared/triggers/invocation';
import { readSample } from '#test/read-sample';
import { type ServedApi, startServedApi } from '#test/served-api';
import { type InvokeApi, type LocalFunction, Payload, startInvokeApi } from '#test/shared/client/invoke-api';

const request = pinConversations.request.parse(readSample('pin-conversations').request);
const isKind = (name: string): name is FailureKind => name in failureKinds;
const kinds = Object.keys(failureKinds).filter(isKind);

let served: ServedApi;
let api: InvokeApi;
let chat: ChatFunctions;
let called: LocalFunction;

beforeAll(async () => {
  served = await startServedApi(pinConversations);
  api = await startInvokeApi({ 'pin-conversations': (event) => called(event) });
  chat = createChatFunctions({ lambda: api.lambda, functionName: '' });
});

afterEach(() => served.emulator.reset());

afterAll(async () => {
  await api.close();
  await served.close();
});

const failureOf = async (pin: typeof request = request): Promise<ChatFunctionsError> => {
  const error = await chat.pinConversations(pin).catch((error: unknown) => error);
  if (isChatFunctionsError(error)) return error;
  throw new Error('Not a ChatFunctionsError.', { cause: error });
};

test.each(kinds)('%s keeps its kind and its problem document', async (kind) => {
  const failure = new Failure(kind, 'no', { errorCode: 50_001, retryAfterSeconds: 7 });
  const { title: _, ...problem } = problemOf(failure, 'a request id');
  called = async () => {
    throw invocationError(failure, 'a request id');
  };
  const error = await failureOf();
  expect(error).toBeInstanceOf(ChatFunctionsError);
  expect(error).toMatchObject({
    name: 'ChatFunctionsError',
    message: problem.detail,
    kind,
    errorType: kind,
    status: failureKinds[kind].status,
    errorCode: problem.ErrorCode,
    errorInfo: problem.ErrorInfo,
    faults: [],
    retryAfterSeconds: 7,
    instance: 'a request id',
  });
});

test('a rejected request keeps every fault', async () => {
  called = served.invoke;
  const rejected = { ...request, From_Account: '', RecentContactItem: [{ Type: 1 as const, To_Account: '' }] };
  expect(await failureOf(rejected)).toMatchObject({
    kind: 'InvalidRequest',
    status: 400,
    errorCode: 50_002,
    faults: [
      { pointer: '/From_Account', detail: expect.any(String) },
      { pointer: '/RecentContactItem/0/To_Account', detail: expect.any(String) },
    ],
  });
});

test("a failure of Chat keeps Chat's code and text", async () => {
  called = served.invoke;
  served.emulator.fail({ kind: 'code', ErrorCode: 51_012, ErrorInfo: 'too many pins' });
  expect(await failureOf()).toMatchObject({
    kind: 'LimitExceeded',
    status: 409,
    errorCode: 51_012,
    errorInfo: 'too many pins',
  });
});

test.each([
  ['a timeout', '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out"}', 'Sandbox.Timedout'],
  ['a crash', '{"errorType":"Runtime.ExitError","errorMessage":"Runtime exited"}', 'Runtime.ExitError'],
  ['an error of other code', '{"errorType":"NotFound","errorMessage":"{\\"type\\":\\"about:blank\\"}"}', 'NotFound'],
  ['a timeout without a type', '{"errorMessage":"Task timed out"}', 'Unknown'],
  ['nothing to read', 'null', 'Unknown'],
  ['no JSON', '<html>', 'Unknown'],
])('the function failed: %s', async (_, payload, errorType) => {
  called = async () => new Payload(payload, true);
  expect(await failureOf()).toMatchObject({
    kind: 'FunctionFailed',
    message: expect.stringContaining(errorType),
    errorType,
    status: 500,
    errorCode: 500,
    instance: `request-${api.invoked.length}`,
  });
});
