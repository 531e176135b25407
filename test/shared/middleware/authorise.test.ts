import middy from '@middy/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import { setSearchVisibility } from '#functions/set-search-visibility/definition';
import type { Api } from '#shared/define-api';
import { authorise } from '#shared/middleware/authorise';
import type { Caller, RequestInProgress } from '#shared/request';
import { serveForTest } from '#test/call-served';
import { gatewayEvents } from '#test/events/gateway-events';
import { samples } from '#test/events/samples';
import { readSampleText } from '#test/read-sample';
import { contextOf, usualClaims } from '#test/served-api';

const groupSearchSample = readSampleText(searchGroups.name);
const contactGroupSample = readSampleText(searchContactGroups.name);
const pinSample = readSampleText(pinConversations.name);

/** The samples act for this user. */
const own = { sub: 'user_0001' };
const anothers = { sub: 'user_0002' };

/** The forms in which issuers and gateways write a list of scopes. */
const formsOf = (scope: string): readonly (readonly [string, object])[] => [
  ['scope, a text', { scope }],
  ['scope, a text of several', { scope: `openid ${scope} profile` }],
  ['scope, a list', { scope: ['openid', scope] }],
  ['scope, a list as API Gateway writes it', { scope: `[openid ${scope}]` }],
  ['scope, a list of one as API Gateway writes it', { scope: `[${scope}]` }],
  ['scp, a text', { scp: `openid ${scope}` }],
  ['scp, a list', { scp: [scope, 'openid'] }],
  ['scp, beside a scope without it', { scope: 'openid', scp: [scope] }],
];

type Claims = Readonly<Record<string, unknown>>;
type Credentials = 'nobody' | 'IAM' | { readonly claims: Claims };

/** A caller, and the status it gets from a function for users and from one that needs a scope. */
type Row = readonly [name: string, credentials: Credentials, forUsers: number, forScope: number];

const rows: readonly Row[] = [
  ['nobody', 'nobody', 401, 401],
  ['IAM', 'IAM', 200, 200],
  ['a token of the user', { claims: own }, 200, 403],
  ['a token of another user', { claims: anothers }, 403, 403],
  ['a token without a user', { claims: {} }, 403, 403],
  ['a token with an empty user', { claims: { sub: '' } }, 403, 403],
  ['a token with a number as user', { claims: { sub: 1 } }, 403, 403],
  ['a token with a list as user', { claims: { sub: ['user_0001'] } }, 403, 403],
  ['a token that names the user in another claim', { claims: { ...anothers, username: 'user_0001' } }, 403, 403],
  [
    'a token with scopes that look alike',
    { claims: { ...anothers, scope: 'chat:search2 xchat:admin admin' } },
    403,
    403,
  ],
  [
    'a token with a scope that is no text',
    { claims: { ...anothers, scope: { 'chat:admin': true }, scp: 7 } },
    403,
    403,
  ],
  ...formsOf('chat:search').map(
    ([name, claims]): Row => [`a token with chat:search as ${name}`, { claims: { ...anothers, ...claims } }, 403, 200],
  ),
  ...formsOf('chat:admin').map(
    ([name, claims]): Row => [`a token with chat:admin as ${name}`, { claims: { ...anothers, ...claims } }, 200, 200],
  ),
];

const inRestApi = (context: typeof samples.restApi.requestContext, credentials: Credentials, token: object) => ({
  ...context,
  identity: { ...context.identity, userArn: credentials === 'IAM' ? context.identity.userArn : null },
  authorizer: typeof credentials === 'object' ? token : undefined,
});

/** The event of each gateway for a caller. */
const gateways: readonly (readonly [string, (credentials: Credentials, path: string) => object])[] = [
  [
    'HTTP API',
    (credentials, path) => {
      const { httpApi } = gatewayEvents(path);
      const { authorizer, ...context } = httpApi.requestContext;
      if (credentials === 'nobody') return { ...httpApi, requestContext: context };
      const jwt = credentials === 'IAM' ? undefined : { claims: credentials.claims, scopes: null };
      return { ...httpApi, requestContext: { ...context, authorizer: jwt ? { jwt } : authorizer } };
    },
  ],
  [
    'REST API',
    (credentials, path) => ({
      ...gatewayEvents(path).restApi,
      requestContext: inRestApi(samples.restApi.requestContext, credentials, {
        ...(typeof credentials === 'object' && credentials),
      }),
    }),
  ],
  [
    'HTTP API, payload 1.0',
    (credentials, path) => ({
      ...gatewayEvents(path).restApi,
      version: '1.0',
      requestContext: inRestApi(samples.restApi.requestContext, credentials, {
        jwt: { ...(typeof credentials === 'object' && credentials), scopes: null },
      }),
    }),
  ],
];

const functions: readonly (readonly [string, Api, string])[] = [
  [pinConversations.name, pinConversations, pinSample.request],
  [searchContactGroups.name, searchContactGroups, contactGroupSample.request],
  [searchGroups.name, searchGroups, groupSearchSample.request],
];

const statusOf = (response: unknown): number => z.object({ statusCode: z.int() }).parse(response).statusCode;

describe.each(functions)('%s', (_, api, body) => {
  describe.each(gateways)('behind %s', (_, eventOf) => {
    test.each(rows)('%s', async (...[, credentials, forUsers, forScope]) => {
      const served = await serveForTest(api);
      const expected = 'user' in api.access ? forUsers : forScope;
      expect(statusOf(await served.invoke({ ...eventOf(credentials, api.path), body }))).toBe(expected);
      expect(served.emulator.calls()).toHaveLength(expected === 200 ? 1 : 0);
    });
  });

  test.each([
    ['a function URL that asks for no signature', { ...samples.functionUrl.requestContext, authorizer: null }, 401],
    ['a function URL that asks for one', samples.functionUrl.requestContext, 200],
  ])('behind %s', async (_, requestContext, expected) => {
    const served = await serveForTest(api);
    const response = await served.invoke({ ...gatewayEvents(api.path).functionUrl, requestContext, body });
    expect(statusOf(response)).toBe(expected);
    expect(served.emulator.calls()).toHaveLength(expected === 200 ? 1 : 0);
  });
});

test('a rejection is the same whether the user exists or not', async () => {
  const served = await serveForTest(pinConversations);
  const [, eventOf = () => ({})] = gateways[0] ?? [];
  const refuse = (user: string) =>
    served.invoke({
      ...eventOf({ claims: own }, pinConversations.path),
      body: pinSample.request.replace('user_0001', user),
    });
  const withoutInstance = (response: unknown) => JSON.stringify(response).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '');
  expect(withoutInstance(await refuse('user_0002'))).toBe(withoutInstance(await refuse('nobody')));
  expect(served.emulator.calls()).toEqual([]);
});

/** A request that has been checked. */
const requestOf = (caller: Caller, checked = {}): RequestInProgress => ({
  body: { value: {} },
  caller,
  deadline: 0,
  trace: {},
  start: 0,
  attempts: [],
  checked,
});

test.each<[string, Caller]>([
  ['a caller without claims, where no user is named', { kind: 'user', claims: {} }],
  ['a caller that nobody has identified', { kind: 'unknown' }],
  ['a token that nobody has verified', { kind: 'token', token: 'a.b.c' }],
])('does not rely on what stands before it: %s', async (_, caller) => {
  const handler = middy<RequestInProgress>()
    .use(authorise(pinConversations, usualClaims))
    .handler(() => 'let in');
  await expect(handler(requestOf(caller), contextOf())).rejects.toMatchObject({ kind: 'Forbidden' });
});

test.each([
  [searchGroups, 'The token needs the scope chat:search or chat:admin.'],
  [setSearchVisibility, 'The token needs the scope chat:admin.'],
])('names each scope once that would do', async (api, message) => {
  const handler = middy<RequestInProgress>()
    .use(authorise(api, usualClaims))
    .handler(() => 'let in');
  const caller: Caller = { kind: 'user', claims: own };
  await expect(handler(requestOf(caller), contextOf())).rejects.toMatchObject({ message });
});

describe('the claim that names the user', () => {
  const request = (claims: Claims): RequestInProgress =>
    requestOf({ kind: 'user', claims }, { From_Account: 'user_0001' });

  test.each(['sub', 'cognito:username', 'https://example.com/chat_user'])('can be %s', async (userClaim) => {
    const handler = middy<RequestInProgress>()
      .use(authorise(pinConversations, { ...usualClaims, userClaim }))
      .handler(() => 'let in');
    expect(await handler(request({ [userClaim]: 'user_0001' }), contextOf())).toBe('let in');
    const others = { sub: 'user_0001', 'cognito:username': 'user_0001', [userClaim]: 'user_0002' };
    await expect(handler(request(others), contextOf())).rejects.toMatchObject({ kind: 'Forbidden' });
  });

  test('is not taken from the prototype of the claims', async () => {
    const handler = middy<RequestInProgress>()
      .use(authorise(pinConversations, { ...usualClaims, userClaim: 'constructor' }))
      .handler(() => 'let in');
    await expect(handler(request({}), contextOf())).rejects.toMatchObject({ kind: 'Forbidden' });
  });
});
