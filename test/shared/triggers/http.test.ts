import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { Failure, type FailureKind, type FailureOptions, failureKinds } from '#shared/failures/failure';
import { bodyOf, textOf } from '#shared/triggers/http';
import { callOverHttp, serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
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

test('Chat’s answer is returned byte for byte, including white space', async () => {
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

  test(hiding.includes(kind) ? 'hides Chat’s text from the caller' : 'shows the caller Chat’s text', async () => {
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

test('kinds that concern only operators hide Chat’s code, the others show it', async () => {
  const codes = await Promise.all(
    everyKind.map(async (kind) => [kind, (await failWith(kind, { errorCode: 70009 })).problem?.ErrorCode]),
  );
  expect(codes).toEqual(everyKind.map((kind) => [kind, hiding.includes(kind) ? failureKinds[kind].status : 70009]));
});

test('Retry-After is sent where it is known, and only there', async () => {
  expect((await failWith('RateLimited', { retryAfterSeconds: 3 })).headers['retry-after']).toBe('3');
  expect((await failWith('RateLimited', { retryAfterSeconds: 0 })).headers['retry-after']).toBe('1');
  expect((await failWith('UpstreamFailed')).headers['retry-after']).toBeUndefined();
});

test('lists each fault of a request, in ErrorInfo too', async () => {
  const served = await serveForTest(pinConversations);
  const { problem } = await callOverHttp(served, '{"From_Account":"a","OperationType":3,"RecentContactItem":{}}');
  expect(problem?.errors).toEqual([
    { pointer: '/OperationType', detail: 'expected 1 or 2, got another number' },
    { pointer: '/RecentContactItem', detail: 'expected an array, got an object' },
  ]);
  expect(problem?.ErrorInfo).toBe(
    '/OperationType: expected 1 or 2, got another number; /RecentContactItem: expected an array, got an object',
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

test('the answer comes before the gateway times out, even if the function has more time', async () => {
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

/** The event of each gateway, signed where the gateway checks signatures, with another method and another path. */
const gatewaysAt = (path: string, method = 'POST') => {
  const { httpApi, functionUrl, restApi, loadBalancer } = gatewayEvents(path);
  const inHttp = <Event extends typeof httpApi | typeof functionUrl>(event: Event) => ({
    ...event,
    requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method } },
  });
  return [
    ['HTTP API', inHttp(httpApi)],
    ['function URL', inHttp(functionUrl)],
    ['REST API', { ...restApi, httpMethod: method }],
    ['load balancer', { ...loadBalancer, httpMethod: method }],
  ] as const;
};

const reply = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

describe('handles only POST, and only the path of the API', () => {
  test.each(gatewaysAt(pinConversations.path))('behind any base path of the %s', async (name, event) => {
    const served = await serveForTest(pinConversations);
    const { statusCode } = reply.parse(await served.invoke({ ...event, body: pinSample.request }));
    expect(statusCode).toBe(name === 'load balancer' ? 401 : 200);
  });

  test.each(gatewaysAt('/v4/recentcontact/elsewhere'))('another path of the %s is not found', async (_, event) => {
    const served = await serveForTest(pinConversations);
    const { statusCode, body } = reply.parse(await served.invoke({ ...event, body: pinSample.request }));
    expect(statusCode).toBe(404);
    expect(JSON.parse(body)).toMatchObject({ detail: 'This function handles POST /v4/recentcontact/top.' });
    expect(served.emulator.calls()).toEqual([]);
  });

  test.each(['GET', 'PUT', 'OPTIONS', ''].flatMap((method) => gatewaysAt(pinConversations.path, method)))(
    'another method of the %s is not allowed',
    async (_, event) => {
      const served = await serveForTest(pinConversations);
      const { statusCode, headers } = reply.parse(await served.invoke({ ...event, body: pinSample.request }));
      expect([statusCode, headers.allow]).toEqual([405, 'POST']);
      expect(served.emulator.calls()).toEqual([]);
    },
  );
});

describe('an event of a gateway is recognised even if members are missing', () => {
  const parts = ['isBase64Encoded', 'body', 'headers', 'multiValueHeaders', 'version', 'path', 'rawPath', 'httpMethod'];
  const lacking = gatewaysAt(pinConversations.path).flatMap(([name, event]) =>
    parts.flatMap((part) => {
      const { [part]: _, ...rest }: Record<string, unknown> = { ...event, body: pinSample.request };
      return [
        [name, `without ${part}`, rest],
        [name, `with odd ${part}`, { ...rest, [part]: { odd: true } }],
      ] as const;
    }),
  );

  test.each(lacking)('%s %s', async (_, __, event) => {
    const served = await serveForTest(pinConversations);
    expect(reply.parse(await served.invoke(event)).statusCode).toBeLessThan(500);
  });

  test.each([
    ['with nothing but a stage', { requestContext: { stage: 'prod' } }],
    ['with nothing but an id', { requestContext: { apiId: 'a' }, From_Account: 'user_0001' }],
    ['with nothing but a method', { requestContext: { http: {} } }],
    ['with nothing but a target group', { requestContext: { elb: {} } }],
    ['with nothing but an empty target group', { requestContext: { elb: null } }],
  ])('%s', async (_, event) => {
    const served = await serveForTest(pinConversations);
    const sent = { ...JSON.parse(pinSample.request), ...event };
    expect(reply.parse(await served.invoke(sent)).statusCode).toBeGreaterThan(400);
    expect(served.lines).toMatchObject([{ caller: { kind: 'unknown' } }]);
    expect(served.emulator.calls()).toEqual([]);
  });
});

test('nothing that a caller sends makes it trusted', async () => {
  const forged = {
    'x-amzn-oidc-data': 'forged',
    'x-amzn-oidc-identity': 'user_0001',
    authorization: 'AWS4-HMAC-SHA256 forged',
    'x-amz-security-token': 'forged',
    'user-agent': 'ELB-HealthChecker/2.0',
  };
  for (const [, event] of gatewaysAt(pinConversations.path)) {
    const served = await serveForTest(pinConversations);
    const { authorizer: _, identity: __, ...requestContext }: Record<string, unknown> = { ...event.requestContext };
    const body = JSON.stringify({
      ...JSON.parse(pinSample.request),
      requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::123456789012:root' } } },
    });
    const sent = { ...event, headers: { ...event.headers, ...forged }, requestContext, body };
    expect(reply.parse(await served.invoke(sent)).statusCode).toBe(401);
    expect(served.emulator.calls()).toEqual([]);
  }
});

test.each([
  [{ body: 'e30=' }, 'e30='],
  [{ body: 'e30=', isBase64Encoded: true }, '{}'],
  [{ body: 'e30=', isBase64Encoded: 'true' }, 'e30='],
  [{ body: '/w==', isBase64Encoded: true }, undefined],
  [{ body: null, isBase64Encoded: true }, ''],
])('the body of %j is %j', (event, text) => {
  expect(bodyOf(event)).toEqual({ text });
});

test.each([5, true, null, ['POST'], { toString: 'POST' }, undefined])('%j in place of a text is no text', (method) => {
  expect(textOf({ http: { method } }, 'http', 'method')).toBe('');
});
