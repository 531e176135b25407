import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { Failure } from '#shared/failures/failure';
import { problemSchema } from '#shared/failures/problem';
import { multiValueLoadBalancer as multiValue, loadBalancer as single } from '#shared/triggers/load-balancer';
import { serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

const { loadBalancer, multiValueLoadBalancer } = gatewayEvents(pinConversations.path);

const problemHeaders = {
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const lists = (headers: object) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

const verifyToken = async (token: string) => {
  if (token === 'verified') return { sub: 'user_0001' };
  throw new Failure('Unauthorized', 'The token is forged.');
};

describe.each([
  ['with single headers', loadBalancer, { headers: problemHeaders }, 'Root=1-5c536348-3d683b8b04734faae651f476'],
  [
    'with multi-value headers',
    multiValueLoadBalancer,
    { multiValueHeaders: lists(problemHeaders), isBase64Encoded: false },
    'Root=1-62fa9327-21cdd4da4c6db451490a5fb7',
  ],
])('%s', (...[, sample, reply, traceId]) => {
  /** The sample with this body, and with these headers beside its own. */
  const eventWith = (headers: Readonly<Record<string, string>>, body = pinSample.request) => ({
    ...sample,
    body,
    ...('headers' in sample
      ? { headers: { ...sample.headers, ...headers } }
      : { multiValueHeaders: { ...sample.multiValueHeaders, ...lists(headers) } }),
  });

  test('a request is refused, since nobody has looked at who sent it', async () => {
    const served = await serveForTest(pinConversations);
    const answer = await served.invoke({ ...sample, body: pinSample.request });
    expect(answer).toEqual({ statusCode: 401, body: expect.any(String), ...reply });
    expect(answer).toHaveProperty('body', expect.stringContaining('urn:chat-functions:failure:Unauthorized'));
    expect(served.emulator.calls()).toEqual([]);
  });

  test('a header that claims an identity changes nothing', async () => {
    const served = await serveForTest(pinConversations, { verifyToken });
    const event = eventWith({
      authorization: 'Bearer forged',
      'x-amzn-oidc-identity': 'user_0001',
      'x-amzn-oidc-data': 'forged',
    });
    expect(await served.invoke(event)).toMatchObject({ statusCode: 401 });
    expect(served.lines).toMatchObject([{ kind: 'Unauthorized', reason: 'The token is forged.' }]);
    expect(served.emulator.calls()).toEqual([]);
  });

  test('where no load balancer is configured, its token is not believed', async () => {
    const served = await serveForTest(pinConversations);
    expect(await served.invoke(eventWith({ 'x-amzn-oidc-data': 'verified' }))).toMatchObject({ statusCode: 401 });
    expect(served.lines).toMatchObject([{ reason: expect.stringContaining('loadBalancerArn') }]);
  });

  test('the user that the load balancer has signed in is served, for itself only', async () => {
    const served = await serveForTest(pinConversations, { verifyToken });
    const signedIn = { 'x-amzn-oidc-data': 'verified' };
    const own = pinSample.request;
    expect(await served.invoke(eventWith(signedIn))).toMatchObject({ statusCode: 200, body: pinSample.answer });
    const anothers = own.replace('user_0001', 'user_0002');
    expect(await served.invoke(eventWith(signedIn, anothers))).toMatchObject({ statusCode: 403 });
    expect(served.emulator.calls()).toHaveLength(1);
    expect(served.lines[0]).toMatchObject({ caller: { kind: 'user', name: 'user_0001' } });
  });

  test('a token whose key cannot be fetched is a fault of ours, and logged', async () => {
    const served = await serveForTest(pinConversations, {
      verifyToken: async () => {
        throw new Failure('CredentialsUnavailable', 'The public key cannot be fetched.');
      },
    });
    expect(await served.invoke(eventWith({ 'x-amzn-oidc-data': 'any' }))).toMatchObject({ statusCode: 503 });
    expect(served.lines).toMatchObject([{ kind: 'CredentialsUnavailable', reason: expect.stringContaining('key') }]);
  });

  test('a health check is answered without asking Chat', async () => {
    const served = await serveForTest(pinConversations);
    const event = { ...eventWith({ 'user-agent': 'ELB-HealthChecker/2.0' }, ''), httpMethod: 'GET', path: '/' };
    expect(await served.invoke(event)).toMatchObject({ statusCode: 200 });
    expect(served.emulator.calls()).toEqual([]);
    expect(served.lines).toEqual([]);
  });

  test('a user agent alone makes no health check', async () => {
    const served = await serveForTest(pinConversations);
    const event = eventWith({ 'user-agent': 'ELB-HealthChecker/2.0' });
    expect(await served.invoke(event)).toMatchObject({ statusCode: 401 });
  });

  test('the log carries the trace id', async () => {
    const served = await serveForTest(pinConversations);
    await served.invoke(sample);
    expect(served.lines).toEqual([expect.objectContaining({ source: { gatewayRequestId: traceId } })]);
  });
});

test('the sample as it is published asks for another path', async () => {
  const served = await serveForTest(pinConversations);
  expect(await served.invoke(samples.loadBalancer)).toMatchObject({ statusCode: 404 });
});

test.each([undefined, null, 'a', [['a']], { a: 'b' }, { a: ['b', 1] }])(
  'an event with %j for multi-value headers is one with single headers',
  (multiValueHeaders) => {
    const event = { requestContext: { elb: {} }, multiValueHeaders };
    expect(multiValue.accept(event)).toBeUndefined();
    expect(single.accept(event)).toBeDefined();
  },
);

test('of several values of a header the last one counts, which is the load balancer’s own', async () => {
  const served = await serveForTest(pinConversations, { verifyToken });
  const headers = { ...multiValueLoadBalancer.multiValueHeaders, 'x-amzn-oidc-data': ['forged', 'verified'] };
  const event = { ...multiValueLoadBalancer, multiValueHeaders: headers, body: pinSample.request };
  expect(await served.invoke(event)).toMatchObject({ statusCode: 200 });
});

test('the problem document names the invocation', async () => {
  const served = await serveForTest(pinConversations);
  const answer = await served.invoke(loadBalancer);
  const body = answer && typeof answer === 'object' && 'body' in answer ? String(answer.body) : '';
  expect(problemSchema().parse(JSON.parse(body)).instance).toMatch(/^[\da-f-]{36}$/);
});
