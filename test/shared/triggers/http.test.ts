import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { Failure, type FailureKind, type FailureOptions, failureKinds } from '#shared/failures/failure';
import { callOverHttp, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';

const groupSearchSample = readSampleText(searchGroups.name);
const pinSample = readSampleText(pinConversations.name);

const safety = {
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const failWith = async (kind: FailureKind, options?: FailureOptions) => {
  const call = async () => {
    throw new Failure(kind, 'Our own reason.', options);
  };
  const served = await serveForTest(pinConversations, { chat: { call } });
  return callOverHttp(served, pinSample.request);
};

const everyKind = Object.keys(failureKinds).filter((kind): kind is FailureKind => kind in failureKinds);
const hiding: readonly FailureKind[] = ['Misconfigured', 'InternalError', 'CredentialsUnavailable'];

test('Chat’s answer is passed on byte for byte, white space and all', async () => {
  const served = await serveForTest(searchGroups);
  const body = `\n${groupSearchSample.answer.replaceAll(':', ' : ')} `;
  served.emulator.fail({ kind: 'reply', body });
  const { status, headers, text } = await callOverHttp(served, groupSearchSample.request);
  expect([status, text]).toEqual([200, body]);
  expect(headers).toEqual({ ...safety, 'content-type': 'application/json; charset=utf-8' });
});

describe.each(everyKind)('%s', (kind) => {
  const { status, title } = failureKinds[kind];

  test('is a problem document with the status and the title of its kind', async () => {
    const failed = await failWith(kind);
    expect(failed.status).toBe(status);
    expect(failed.problem).toMatchObject({ type: `urn:chat-functions:failure:${kind}`, title, status });
    expect(failed.headers).toEqual({
      ...safety,
      'content-type': 'application/problem+json; charset=utf-8',
      ...(kind === 'MethodNotAllowed' && { allow: 'POST' }),
    });
  });

  test(hiding.includes(kind) ? 'keeps Chat’s words from the caller' : 'tells the caller Chat’s words', async () => {
    const { problem, text } = await failWith(kind, {
      errorCode: 50002,
      errorInfo: 'From_Account is odd',
      action: 'Do it.',
    });
    expect(problem?.ActionStatus).toBe('FAIL');
    if (hiding.includes(kind)) expect(text).not.toContain('odd');
    else expect(problem).toMatchObject({ ErrorInfo: 'From_Account is odd', detail: 'From_Account is odd' });
    expect(text).not.toContain('Do it.');
  });

  test('has an ErrorCode and an ErrorInfo for clients that know only Chat’s fields', async () => {
    const { problem } = await failWith(kind);
    expect(problem?.ErrorCode).not.toBe(0);
    expect(problem?.ErrorInfo).not.toBe('');
  });
});

test('the kinds that are ours do not tell Chat’s code, the other kinds do', async () => {
  const told = await Promise.all(
    everyKind.map(async (kind) => [kind, (await failWith(kind, { errorCode: 70009 })).problem?.ErrorCode]),
  );
  expect(told).toEqual(everyKind.map((kind) => [kind, hiding.includes(kind) ? failureKinds[kind].status : 70009]));
});

test('Retry-After is sent where it is known, and only there', async () => {
  expect((await failWith('RateLimited', { retryAfterSeconds: 3 })).headers['retry-after']).toBe('3');
  expect((await failWith('RateLimited', { retryAfterSeconds: 0 })).headers['retry-after']).toBe('1');
  expect((await failWith('UpstreamFailed')).headers['retry-after']).toBeUndefined();
});

test('each fault of a request is told, and in ErrorInfo too', async () => {
  const served = await serveForTest(pinConversations);
  const { problem } = await callOverHttp(served, '{"From_Account":"a","OperationType":3,"RecentContactItem":{}}');
  expect(problem?.errors).toEqual([
    { pointer: '/OperationType', detail: 'expected 1 or 2, got a number' },
    { pointer: '/RecentContactItem', detail: 'expected an array, got an object' },
  ]);
  expect(problem?.ErrorInfo).toBe(
    '/OperationType: expected 1 or 2, got a number; /RecentContactItem: expected an array, got an object',
  );
});

test('a caller’s text is never sent back', async () => {
  const served = await serveForTest(pinConversations);
  const { text } = await callOverHttp(
    served,
    '{"From_Account":"<script>","OperationType":"<script>","RecentContactItem":"<script>"}',
  );
  expect(text).not.toContain('script');
});

test('the answer comes before the gateway gives up, however much time the function has', async () => {
  const deadlines: number[] = [];
  const call = async ({ deadline }: { deadline: number }) => {
    deadlines.push(deadline - Date.now());
    return { text: '{}', value: {}, failedItems: [] };
  };
  const served = await serveForTest(pinConversations, { chat: { call } });
  await callOverHttp(served, pinSample.request, { remaining: 900_000 });
  await callOverHttp(served, pinSample.request, { remaining: 10_000 });
  await served.invoke(JSON.parse(pinSample.request), 900_000);
  const [most = 0, less = 0, direct = 0] = deadlines;
  expect(most).toBeLessThan(29_000);
  expect(most).toBeGreaterThan(25_000);
  expect(less).toBeLessThan(10_000);
  expect(less).toBeGreaterThan(8_000);
  expect(direct).toBeGreaterThan(800_000);
});
