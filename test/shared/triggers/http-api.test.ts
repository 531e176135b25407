import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { httpApi } from '#shared/triggers/http-api';
import { callOverHttp, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';
import { httpEventOf } from '#test/served-api';

const pinSample = readSampleText(pinConversations.name);

/** A complete event of an HTTP API. */
const fullEvent = {
  version: '2.0',
  routeKey: 'POST /v4/recentcontact/top',
  rawPath: '/v4/recentcontact/top',
  rawQueryString: 'sdkappid=1&identifier=mallory&usersig=forged&random=99999999999&contenttype=xml',
  cookies: ['a=b'],
  headers: {
    accept: '*/*',
    'content-length': '141',
    'content-type': 'application/json',
    host: 'abcdefghij.execute-api.eu-west-1.amazonaws.com',
    'user-agent': 'curl/8.5.0',
    'x-amzn-trace-id': 'Root=1-5f84c7a9-0e5b1e1e1e1e1e1e1e1e1e1e',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  },
  queryStringParameters: {
    sdkappid: '1',
    identifier: 'mallory',
    usersig: 'forged',
    random: '99999999999',
    contenttype: 'xml',
  },
  requestContext: {
    accountId: '123456789012',
    apiId: 'abcdefghij',
    authorizer: httpEventOf(pinConversations, '').requestContext.authorizer,
    domainName: 'abcdefghij.execute-api.eu-west-1.amazonaws.com',
    domainPrefix: 'abcdefghij',
    http: {
      method: 'POST',
      path: '/v4/recentcontact/top',
      protocol: 'HTTP/1.1',
      sourceIp: '203.0.113.7',
      userAgent: 'curl/8.5.0',
    },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'POST /v4/recentcontact/top',
    stage: '$default',
    time: '12/Mar/2026:19:03:58 +0000',
    timeEpoch: 1773342238000,
  },
  body: pinSample.request,
  isBase64Encoded: false,
};

/** The differences of a function URL's event. */
const functionUrlEvent = {
  ...fullEvent,
  routeKey: '$default',
  requestContext: {
    ...fullEvent.requestContext,
    domainName: 'abcdefghijklmnop.lambda-url.eu-west-1.on.aws',
    routeKey: '$default',
    authorizer: { iam: { ...fullEvent.requestContext.authorizer.iam, cognitoIdentity: null, principalOrgId: null } },
  },
};

describe.each([
  ['an HTTP API', fullEvent],
  ['a function URL', functionUrlEvent],
])('%s', (_, event) => {
  test('is served', async () => {
    const served = await serveForTest(pinConversations);
    expect(await callOverHttp(served, pinSample.request, { event })).toMatchObject({
      status: 200,
      text: pinSample.answer,
    });
    expect(served.lines).toEqual([expect.objectContaining({ source: { gatewayRequestId: 'JKJaXmPLvHcESHA=' } })]);
  });

  test('the query of a caller is ignored and not forwarded', async () => {
    const served = await serveForTest(pinConversations);
    await callOverHttp(served, pinSample.request, { event });
    expect(served.emulator.calls()).toEqual([
      expect.objectContaining({
        signatureHeld: true,
        query: {
          sdkappid: '1400000000',
          identifier: 'administrator',
          random: expect.stringMatching(/^\d{1,10}$/),
          contenttype: 'json',
        },
      }),
    ]);
  });

  test('a body in base64 is decoded', async () => {
    const served = await serveForTest(pinConversations);
    const body = Buffer.from(pinSample.request.replace('user_0002', '用户😀')).toString('base64');
    const base64Event = { ...event, body, isBase64Encoded: true };
    expect((await callOverHttp(served, undefined, { event: base64Event })).status).toBe(200);
    expect(served.emulator.calls().map(({ bodyText }) => bodyText)).toEqual([
      pinSample.request.replace('user_0002', '用户😀'),
    ]);
  });

  test('a request without a body is an invalid request, not a crash', async () => {
    const served = await serveForTest(pinConversations);
    const { body: _, ...withoutBody } = event;
    expect((await callOverHttp(served, undefined, { event: withoutBody })).status).toBe(400);
  });
});

const guest = 'arn:aws:sts::123456789012:assumed-role/app-unauth/CognitoIdentityCredentials';
const role = 'arn:aws:sts::123456789012:assumed-role/back-end/a';
const signedBy = (userArn: string, cognitoIdentity: unknown) => ({ iam: { userArn, cognitoIdentity } });

describe('the caller', () => {
  test.each([
    ['a token of this user', { jwt: { claims: { sub: 'user_0001' }, scopes: null } }, 200],
    ['a token of another user', { jwt: { claims: { sub: 'user_0002' }, scopes: null } }, 403],
    ['a token without claims', { jwt: { claims: null } }, 401],
    ['a role, with a token beside it', { ...signedBy(role, null), jwt: { claims: { sub: 'user_0002' } } }, 200],
    ['a Lambda authoriser, whose context names this user', { lambda: { sub: 'user_0001' } }, 200],
    ['a Lambda authoriser, whose context names another user', { lambda: { sub: 'user_0002' } }, 403],
    ['a Lambda authoriser, whose context gives the admin scope', { lambda: { scope: 'chat:admin' } }, 200],
    ['a Lambda authoriser without a context', { lambda: null }, 401],
    ['an identity without a name', signedBy('', null), 401],
    ['a role', signedBy(role, null), 200],
    ['a guest of an identity pool', signedBy(guest, { amr: ['unauthenticated'] }), 403],
    ['a guest of an identity pool, by its role alone', signedBy(guest, null), 403],
    ['a user of an identity pool', signedBy('arn:aws:sts::1:assumed-role/app/a', { identityId: 'a' }), 403],
  ])('%s', async (_, authorizer, status) => {
    const served = await serveForTest(pinConversations);
    const requestContext = { ...fullEvent.requestContext, authorizer };
    const outcome = await callOverHttp(served, pinSample.request, { event: { ...fullEvent, requestContext } });
    expect(outcome.status).toBe(status);
    expect(served.emulator.calls()).toHaveLength(status === 200 ? 1 : 0);
  });

  test('a user of an identity pool is rejected with the reason', async () => {
    const served = await serveForTest(pinConversations);
    const requestContext = { ...fullEvent.requestContext, authorizer: signedBy(guest, null) };
    const { problem } = await callOverHttp(served, pinSample.request, { event: { ...fullEvent, requestContext } });
    expect(problem?.detail).toMatch(/identity pool.*Send a token instead/);
    expect(served.lines).toMatchObject([{ kind: 'Forbidden', caller: { kind: 'identity-pool', name: guest } }]);
  });
});

test.each([
  {},
  { requestContext: {} },
  { requestContext: { http: 'POST' } },
  { requestContext: { http: [] } },
  { http: {} },
])('%j is not its event', (event) => {
  expect(httpApi.accept(event)).toBeUndefined();
});
