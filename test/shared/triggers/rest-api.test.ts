import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { restApi } from '#shared/triggers/rest-api';
import { callOverHttp, serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
import { readSampleText } from '#test/read-sample';

const pinSample = readSampleText(pinConversations.name);

const event = { ...gatewayEvents(pinConversations.path).restApi, body: pinSample.request };
const { requestContext } = event;

/** The role that an identity pool gives to guests. */
const guestArn = 'arn:aws:sts::123456789012:assumed-role/app-unauth/CognitoIdentityCredentials';

const call = async (difference: object) => {
  const served = await serveForTest(pinConversations);
  return {
    served,
    ...(await callOverHttp(served, undefined, { event: { ...event, version: undefined, ...difference } })),
  };
};

test('the log carries the id that the gateway gave the request', async () => {
  const { served, text } = await call({});
  expect(text).toBe(pinSample.answer);
  expect(served.lines).toEqual([
    expect.objectContaining({ source: { gatewayRequestId: '89f9261a-2765-4d49-b72e-f76726991e44' } }),
  ]);
});

test.each([
  ['no body', { body: null }, 400],
  ['no headers', { headers: null, multiValueHeaders: null }, 200],
  ['a JSON content type', { headers: { 'Content-Type': 'application/json' } }, 200],
  [
    'another content type, as PHP and curl send it',
    { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    200,
  ],
])('%s is answered with its status', async (_, difference, status) => {
  expect((await call(difference)).status).toBe(status);
});

describe('the caller', () => {
  const unsigned = { ...requestContext.identity, userArn: null, user: null, caller: null };
  const claims = { sub: 'user_0001' };

  test.each([
    ['nobody, and no authoriser', { identity: unsigned }, 401],
    ['nobody, with the authoriser left empty', { identity: unsigned, authorizer: { claims: null, scopes: null } }, 401],
    [
      'a Lambda authoriser, whose context says nothing of a user',
      { identity: unsigned, authorizer: { principalId: 'user' } },
      403,
    ],
    [
      'a Lambda authoriser, whose context names this user',
      { identity: unsigned, authorizer: { principalId: 'user', integrationLatency: 5, ...claims } },
      200,
    ],
    ['a context without a principal', { identity: unsigned, authorizer: { principalId: 5, ...claims } }, 401],
    ['a Lambda authoriser of an HTTP API in payload 1.0', { identity: unsigned, authorizer: { lambda: claims } }, 200],
    [
      'a user of an identity pool',
      { identity: { ...requestContext.identity, cognitoAuthenticationType: 'authenticated' } },
      403,
    ],
    ['a guest of an identity pool', { identity: { ...requestContext.identity, userArn: guestArn } }, 403],
    [
      'an identity of an identity pool, by its id',
      { identity: { ...requestContext.identity, cognitoIdentityId: 'eu-west-1:00000000' } },
      403,
    ],
    ['an IAM identity', {}, 200],
    ['an identity without a name', { identity: { ...requestContext.identity, userArn: '' } }, 401],
    ['an IAM identity, with the authoriser left empty', { authorizer: { claims: null, scopes: null } }, 200],
    ['a Cognito token of this user', { identity: unsigned, authorizer: { claims } }, 200],
    ['a Cognito token of another user', { identity: unsigned, authorizer: { claims: { sub: 'user_0002' } } }, 403],
    ['a token in payload 1.0', { identity: unsigned, authorizer: { jwt: { claims, scopes: null } } }, 200],
    ['a token with an IAM identity beside it', { authorizer: { claims: { sub: 'user_0002' } } }, 403],
  ])('%s', async (_, difference, status) => {
    const { served, ...answer } = await call({ requestContext: { ...requestContext, ...difference } });
    expect(answer.status).toBe(status);
    expect(served.emulator.calls()).toHaveLength(status === 200 ? 1 : 0);
  });
});

test.each([{}, { requestContext: {} }, { requestContext: { apiId: 1, stage: null } }, { stage: 'prod' }])(
  '%j is not its event',
  (event) => {
    expect(restApi.accept(event)).toBeUndefined();
  },
);
