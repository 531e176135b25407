import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { Refusal } from '#test/lambda/invoke-request';
import { type HttpApi, type HttpApiOptions, startHttpApi } from '#test/local/http-api';
import { findFreePorts } from '#test/local/ports';
import { createTokenIssuer } from '#test/local/token-issuer';
import { createManualClock } from '#test/shared/manual-clock';

const ports = await findFreePorts(20_000, 30_000);
const issuer = await createTokenIssuer(ports.tokens);
const functions = [
  { api: { path: '/v4/a/pin', callsPerSecond: 200 }, functionName: 'pin' },
  { api: { path: '/v4/a/search', callsPerSecond: 2 }, functionName: 'search' },
] as const;

/** The events that the functions received, and their answers. */
let invoked: { readonly functionName: string; readonly event: unknown }[] = [];
let answer: HttpApiOptions['invoke'];
let api: HttpApi;
let stopIssuer: () => Promise<void>;
const clock = createManualClock();

const start = (options: Partial<HttpApiOptions> = {}) =>
  startHttpApi({
    port: 0,
    functions,
    issuer,
    clock,
    invoke: (functionName, payload) => {
      invoked.push({ functionName, event: JSON.parse(payload) });
      return answer(functionName, payload);
    },
    ...options,
  });

beforeAll(async () => {
  const running = await issuer.start();
  stopIssuer = running.close;
  api = await start();
});
afterAll(async () => {
  await api.close();
  await stopIssuer();
});
beforeEach(async () => {
  invoked = [];
  answer = async () => ({ failed: false, payload: '{"statusCode":200,"body":"done"}' });
  // All throttles are full again.
  await clock.advance(1_000);
});

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer<ArrayBuffer>;
}

const call = async ({ path = '/v4/a/pin', method = 'POST', token, headers, body = '{}' }: Call = {}, url = api.url) => {
  const authorization = `Bearer ${token ?? (await issuer.issue({ sub: 'user_0001' }))}`;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body }),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

test('a request becomes an event in payload format 2.0', async () => {
  const token = await issuer.issue({ sub: 'user_0001', scope: 'chat:search openid' });
  const { headers } = await call({
    path: '/v4/a/pin?usersig=x&a=1&a=2',
    token,
    headers: { cookie: 'a=1; b=2' },
    body: '{"a":"啊"}',
  });
  expect(invoked).toEqual([
    {
      functionName: 'pin',
      event: {
        version: '2.0',
        routeKey: 'POST /v4/a/pin',
        rawPath: '/v4/a/pin',
        rawQueryString: 'usersig=x&a=1&a=2',
        cookies: ['a=1', 'b=2'],
        queryStringParameters: { usersig: 'x', a: '1,2' },
        headers: expect.objectContaining({ 'content-type': 'application/json', 'x-forwarded-proto': 'http' }),
        requestContext: expect.objectContaining({
          accountId: '000000000000',
          authorizer: {
            jwt: {
              claims: expect.objectContaining({ sub: 'user_0001', scope: 'chat:search openid', iss: issuer.url }),
              scopes: null,
            },
          },
          http: expect.objectContaining({ method: 'POST', path: '/v4/a/pin', sourceIp: '127.0.0.1' }),
          requestId: headers.get('apigw-requestid'),
          time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        }),
        body: '{"a":"啊"}',
        isBase64Encoded: false,
      },
    },
  ]);
});

test('a body without a text type is base64, and an empty body is left out', async () => {
  await call({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '{"a":1}' });
  await call({ body: '' });
  expect(invoked.map(({ event }) => event)).toMatchObject([
    { body: Buffer.from('{"a":1}').toString('base64'), isBase64Encoded: true },
    { isBase64Encoded: false },
  ]);
  expect(invoked[1]?.event).not.toHaveProperty('body');
});

describe('a response', () => {
  const json = 'application/json';
  test.each([
    {
      what: 'with a status code is taken as it is',
      payload: '{"statusCode":404,"headers":{"content-type":"a/b"},"body":"no"}',
      expected: [404, 'a/b', 'no'],
    },
    {
      what: 'in base64 is decoded',
      payload: '{"statusCode":200,"headers":{"content-type":"a/b"},"body":"5ZWK","isBase64Encoded":true}',
      expected: [200, 'a/b', '啊'],
    },
    {
      what: 'without a status code is JSON',
      payload: '{"a":144115214578713345}',
      expected: [200, json, '{"a":144115214578713345}'],
    },
    {
      what: 'with an impossible status code is an error',
      payload: '{"statusCode":99}',
      expected: [500, json, '{"message":"Internal Server Error"}'],
    },
  ])('$what', async ({ payload, expected }) => {
    answer = async () => ({ failed: false, payload });
    const { status, headers, body } = await call();
    expect([status, headers.get('content-type'), body]).toEqual(expected);
  });
});

describe('API Gateway itself answers', () => {
  const bearer = (token: string) => ({ token });
  const unsigned = () =>
    new UnsecuredJWT({ sub: 'user_0001', iss: issuer.url, aud: issuer.audience }).setExpirationTime('1h').encode();

  test.each<[string, () => Promise<string> | string]>([
    ['no token', () => ''],
    ['a malformed token', () => 'token'],
    ['an unsigned token', unsigned],
    ['a token signed with another key', async () => (await createTokenIssuer(ports.tokens)).issue({ sub: 'a' })],
    ['an expired token', () => issuer.issue({ expires_in: '-1' })],
    ['a token for another audience', () => issuer.issue({ aud: 'other' })],
    ['a token in the name of another issuer', () => issuer.issue({ iss: api.url })],
  ])('401 to %s', async (_, tokenOf) => {
    const { status, headers, body } = await call(bearer(await tokenOf()));
    expect([status, body, headers.get('www-authenticate')]).toEqual([
      401,
      '{"message":"Unauthorized"}',
      expect.stringMatching(/^Bearer/),
    ]);
    expect(headers.get('apigw-requestid')).toMatch(/=$/);
    expect(invoked).toEqual([]);
  });

  test.each([
    ['another path', { path: '/v4/a/other' }],
    ['another method', { method: 'GET' }],
    ['a path behind a route', { path: '/v4/a/pin/' }],
  ])('404 to %s', async (_, options) => {
    expect(await call(options)).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
  });

  test('413 if the request or the event is too large', async () => {
    for (const length of [6_300_000, 10_485_761]) {
      expect(await call({ body: 'x'.repeat(length) })).toMatchObject({
        status: 413,
        body: '{"message":"Request Entity Too Large"}',
      });
    }
    expect(invoked).toEqual([]);
  });

  test('429 over the rate of a route, for each route separately', async () => {
    const statuses = async () => [
      (await call({ path: '/v4/a/search' })).status,
      (await call({ path: '/v4/a/search' })).status,
      (await call({ path: '/v4/a/search' })).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    expect(await call({ path: '/v4/a/search' })).toMatchObject({ body: '{"message":"Too Many Requests"}' });
    expect((await call()).status).toBe(200);
    await clock.advance(500);
    expect(await statuses()).toEqual([200, 429, 429]);
  });

  test('500 on a function error', async () => {
    answer = async () => ({ failed: true, payload: '{"errorType":"Error"}' });
    expect(await call()).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
  });

  test('503 if the function is throttled or takes too long', async () => {
    const unavailable = { status: 503, body: '{"message":"Service Unavailable"}' };
    answer = async () => {
      throw new Refusal('TooManyRequestsException', 'Rate Exceeded.');
    };
    expect(await call()).toMatchObject(unavailable);

    const impatient = await start({ timeoutMilliseconds: 20 });
    onTestFinished(impatient.close);
    answer = () => new Promise(() => undefined);
    expect(await call({}, impatient.url)).toMatchObject(unavailable);
  });

  test('according to the first of two tokens', async () => {
    const [first, second] = await Promise.all([issuer.issue({ sub: 'first' }), issuer.issue({ sub: 'second' })]);
    const headers = ['Host', 'local', 'Authorization', `Bearer ${first}`, 'Authorization', `Bearer ${second}`];
    const { promise, resolve } = Promise.withResolvers<string>();
    request(`${api.url}/v4/a/pin`, { method: 'POST', headers }, (response) => resolve(text(response))).end('{}');
    await promise;
    expect(invoked).toMatchObject([
      { event: { requestContext: { authorizer: { jwt: { claims: { sub: 'first' } } } } } },
    ]);
  });
});

describe('the token issuer', () => {
  test('answers an OAuth request and publishes the address of its keys', async () => {
    const claim = `user_${randomInt(1000)}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials', sub: claim, expires_in: '60' });
    const response = await fetch(`${issuer.url}/token`, { method: 'POST', body });
    const answered = z.strictObject({
      access_token: z.string(),
      token_type: z.literal('Bearer'),
      expires_in: z.literal(60),
    });
    const { access_token: token } = answered.parse(await response.json());
    await call({ token });
    expect(invoked).toMatchObject([{ event: { requestContext: { authorizer: { jwt: { claims: { sub: claim } } } } } }]);
    expect(Object.keys(decodeJwt(token))).not.toContain('expires_in');

    const configuration = await fetch(`${issuer.url}/.well-known/openid-configuration`);
    expect(await configuration.json()).toMatchObject({ issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` });
  });

  test.each(['soon', '1e9'])('rejects a validity of %s', async (expires) => {
    const response = await fetch(`${issuer.url}/token?expires_in=${expires}`);
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        error: 'invalid_request',
        error_description: expect.stringMatching(/^expires_in is a whole number of seconds, from/),
      },
    ]);
  });
});
