import { expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { callOverHttp, type HttpCallOptions, serveForTest } from '#test/call-served';
import { readSampleText } from '#test/read-sample';
import { httpEventOf } from '#test/served-api';

const pinSample = readSampleText(pinConversations.name);

const { authorizer: _, ...open } = httpEventOf(pinConversations, '').requestContext;
const byNobody: HttpCallOptions = { event: { requestContext: open } };

test.each([
  ['a request', pinSample.request, byNobody],
  ['what is no request', 'hello', byNobody],
  ['nothing', undefined, byNobody],
  ['another content type', pinSample.request, { ...byNobody, headers: { 'content-type': 'text/plain' } }],
])('nobody learns only that a signature or a token is needed: %s', async (_, body, options) => {
  const served = await serveForTest(pinConversations);
  const { status, problem } = await callOverHttp(served, body, options);
  expect([status, problem?.detail]).toEqual([
    401,
    'Sign the request (SigV4) or send a token: the route has to have an authoriser.',
  ]);
  expect(problem?.errors).toBeUndefined();
  expect(served.emulator.calls()).toEqual([]);
});

test.each([
  ['empty', {}],
  ['null', null],
  ['of a Lambda, without a context', { lambda: null }],
  ['of IAM, without an identity', { iam: {} }],
  ['of tokens, without claims', { jwt: { scopes: ['chat:admin'] } }],
  ['text', 'user_0001'],
])('an authoriser’s result that is %s vouches for nobody', async (_, authorizer) => {
  const served = await serveForTest(pinConversations);
  const event = { requestContext: { ...open, authorizer } };
  expect((await callOverHttp(served, pinSample.request, { event })).status).toBe(401);
});
