import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';
import { callOverHttp, type HttpCallOptions, serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
import { readSampleText } from '#test/read-sample';
import { httpEventOf } from '#test/served-api';
import { createAnsweringChat } from '#test/shared/scripted-chat';

const pinSample = readSampleText(pinConversations.name);

const { authorizer: _, ...open } = httpEventOf(pinConversations, '').requestContext;
const byNobody: HttpCallOptions = { event: { requestContext: open } };

test.each([
  ['a request', pinSample.request, byNobody],
  ['what is no request', 'hello', byNobody],
  ['nothing', undefined, byNobody],
])('nobody learns only that a signature or a token is needed: %s', async (_, body, options) => {
  const served = await serveForTest(pinConversations);
  const { status, problem } = await callOverHttp(served, body, options);
  expect([status, problem?.detail]).toEqual([
    401,
    'Sign the request (SigV4) or send a token. The route must have an authoriser.',
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

describe('a claim that is longer than a Chat user id', () => {
  const sub = '00000000-0000-4000-8000-000000000001';
  const callWith = async (api: Api, claims: object, body: string) => {
    const served = await serveForTest(api);
    const event = { requestContext: { ...open, authorizer: { jwt: { claims: { sub, ...claims } } } } };
    return callOverHttp(served, body, { event });
  };

  test.each([
    ['the same in the request', pinSample.request.replace('user_0001', sub)],
    ['without its dashes in the request', pinSample.request.replace('user_0001', sub.replaceAll('-', ''))],
  ])('is refused with its name and length: %s', async (_, body) => {
    const { status, problem } = await callWith(pinConversations, {}, body);
    expect([status, problem?.detail]).toEqual([
      403,
      'The claim sub has 36 bytes, but a Chat user id has at most 32. Set the parameter userClaim.',
    ]);
  });

  test('is no obstacle to an admin, nor where a scope is asked for', async () => {
    expect((await callWith(pinConversations, { scope: 'chat:admin' }, pinSample.request)).status).toBe(200);
    expect(
      (await callWith(searchGroups, { scope: 'chat:search' }, readSampleText(searchGroups.name).request)).status,
    ).toBe(200);
  });
});

/** An event in which a member at any depth is missing, or is something else. */
const oddFormsOf = function* (value: unknown): Generator<unknown> {
  if (!isRecord(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const { [name]: _, ...rest } = value;
    yield rest;
    for (const odd of [null, {}, [], 'x', 1, true]) yield { ...rest, [name]: odd };
    for (const inner of oddFormsOf(member)) yield { ...rest, [name]: inner };
  }
};

const nobody = { iam: null, jwt: null, lambda: null };

/** The gateways' events as they are where nobody has signed. */
const unsigned = Object.entries(gatewayEvents(pinConversations.path)).map(([name, event]) => {
  const { requestContext } = event;
  const identity = 'identity' in requestContext && { identity: { ...requestContext.identity, userArn: null } };
  return [name, { ...event, requestContext: { ...requestContext, ...identity, authorizer: nobody } }] as const;
});

test.each(unsigned)('an odd event of a gateway lets nobody in: %s', async (_, event) => {
  const chat = createAnsweringChat(pinSample.answer);
  const served = await serveForTest(pinConversations, { chat });
  const body = pinSample.request;
  for (const odd of oddFormsOf({ ...event, body })) {
    await served.invoke(odd).catch(() => undefined);
  }
  expect(chat.calls()).toBe(0);
  expect(served.lines.length).toBeGreaterThan(100);
});
