import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { problemSchema } from '#shared/failures/problem';
import { serveForTest } from '#test/call-served';
import { topSample } from '#test/emulator/documented-samples';
import { samples } from '#test/events/samples';

const problemHeaders = {
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const lists = (headers: object) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

describe.each([
  [
    'with single headers',
    samples.loadBalancer,
    { headers: problemHeaders },
    'Root=1-5c536348-3d683b8b04734faae651f476',
  ],
  [
    'with multi-value headers',
    samples.multiValueLoadBalancer,
    { multiValueHeaders: lists(problemHeaders), isBase64Encoded: false },
    'Root=1-62fa9327-21cdd4da4c6db451490a5fb7',
  ],
])('%s', (...[, sample, reply, traceId]) => {
  test('a request is refused, since nobody has looked at who sent it', async () => {
    const served = await serveForTest(pinConversations);
    const answer = await served.invoke({ ...sample, httpMethod: 'POST', body: topSample.request });
    expect(answer).toEqual({ statusCode: 401, body: expect.any(String), ...reply });
    expect(answer).toHaveProperty('body', expect.stringContaining('urn:chat-functions:failure:Unauthorized'));
    expect(served.emulator.calls()).toEqual([]);
  });

  test('a header that claims an identity changes nothing', async () => {
    const served = await serveForTest(pinConversations);
    const claim = { authorization: 'Bearer forged', 'x-amzn-oidc-identity': 'user_0001', 'x-amzn-oidc-data': 'forged' };
    const event = {
      ...sample,
      body: topSample.request,
      ...('headers' in sample
        ? { headers: { ...sample.headers, ...claim } }
        : { multiValueHeaders: { ...sample.multiValueHeaders, ...lists(claim) } }),
    };
    expect(await served.invoke(event)).toMatchObject({ statusCode: 401 });
  });

  test('the user whom the load balancer has signed in is served, for itself only', async () => {
    const served = await serveForTest(pinConversations, {
      readLoadBalancerToken: async (token) => (token === 'verified' ? { sub: 'user_0001' } : undefined),
    });
    const signedIn = { 'x-amzn-oidc-data': 'verified' };
    const eventOf = (body: string) => ({
      ...sample,
      body,
      ...('headers' in sample
        ? { headers: { ...sample.headers, ...signedIn } }
        : { multiValueHeaders: { ...sample.multiValueHeaders, ...lists(signedIn) } }),
    });
    const own = topSample.request;
    expect(await served.invoke(eventOf(own))).toMatchObject({ statusCode: 200, body: topSample.answer });
    expect(await served.invoke(eventOf(own.replace('user_0001', 'user_0002')))).toMatchObject({ statusCode: 403 });
    expect(served.emulator.calls()).toHaveLength(1);
  });

  test('a health check has no body, and is answered', async () => {
    const served = await serveForTest(pinConversations);
    expect(await served.invoke(sample)).toMatchObject({ statusCode: 401 });
  });

  test('the log carries the trace id', async () => {
    const served = await serveForTest(pinConversations);
    await served.invoke(sample);
    expect(served.lines).toEqual([expect.objectContaining({ source: { gatewayRequestId: traceId } })]);
  });
});

test('the problem document names the invocation', async () => {
  const served = await serveForTest(pinConversations);
  const answer = await served.invoke(samples.loadBalancer);
  const body = answer && typeof answer === 'object' && 'body' in answer ? String(answer.body) : '';
  expect(problemSchema.parse(JSON.parse(body)).instance).toMatch(/^[\da-f-]{36}$/);
});
