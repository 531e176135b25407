import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callOverHttp, serveForTest } from '#test/call-served';
import { topSample } from '#test/emulator/documented-samples';
import { httpEventOf } from '#test/served-api';

const { authorizer: signed, ...open } = httpEventOf('').requestContext;

test('a signed request is served', async () => {
  const served = await serveForTest(pinConversations);
  const event = { requestContext: { ...open, authorizer: signed } };
  expect((await callOverHttp(served, topSample.request, { event })).status).toBe(200);
});

test.each([
  ['no authoriser', undefined],
  ['null', null],
  ['an empty result', {}],
  ['an unsigned identity', { iam: {} }],
  ['a null identity', { iam: null }],
  ['a token without claims', { jwt: {} }],
  ['a result of another authoriser', { lambda: { user: 'user_0001' } }],
  ['a text', 'trusted'],
  ['a kind of caller', { kind: 'trusted' }],
])('with %s it is refused before its body is looked at', async (_, authorizer) => {
  const served = await serveForTest(pinConversations);
  const event = { requestContext: { ...open, authorizer } };
  for (const body of [topSample.request, 'not JSON', '{}']) {
    const { status, kind, problem } = await callOverHttp(served, body, { event });
    expect([status, kind, problem?.ErrorCode, problem?.errors]).toEqual([401, 'Unauthorized', 401, undefined]);
  }
  expect(served.emulator.calls()).toEqual([]);
});

test.each(['authorization', 'x-amz-security-token', 'x-amzn-iam-user-arn'])(
  'a header %s that the caller sends opens nothing',
  async (name) => {
    const served = await serveForTest(pinConversations);
    const headers = { [name]: signed.iam.userArn };
    const { status } = await callOverHttp(served, topSample.request, { headers, event: { requestContext: open } });
    expect(status).toBe(401);
  },
);
