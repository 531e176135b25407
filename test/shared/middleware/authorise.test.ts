import { describe, expect, test } from 'vitest';
import { pinConversations } from '#functions/pin-conversations/definition';
import { searchContactGroups } from '#functions/search-contact-groups/definition';
import { searchGroups } from '#functions/search-groups/definition';
import type { Api } from '#shared/define-api';
import { callDirectly, callOverHttp, serveForTest } from '#test/call-served';
import { httpEventOf } from '#test/served-api';

const withClaims = (claims: Readonly<Record<string, unknown>>) => ({
  requestContext: { ...httpEventOf('').requestContext, authorizer: { jwt: { claims, scopes: null } } },
});

const exampleOf = ({ example }: Api) => JSON.stringify(example.request);

/** Every way in which an issuer, or API Gateway after it, writes a scope among others. */
const formsOf = (scope: string): readonly Readonly<Record<string, unknown>>[] => [
  { scope },
  { scope: `openid ${scope} profile` },
  { scp: scope },
  { scp: `openid ${scope}` },
  { scp: [scope] },
  { scp: ['openid', scope] },
  { scp: `[openid ${scope}]` },
  { scope: 'openid', scp: [scope] },
];

const notScopes = (scope: string): readonly Readonly<Record<string, unknown>>[] => [
  {},
  { scope: '' },
  { scope: scope.toUpperCase() },
  { scope: `${scope}:more` },
  { scope: `x${scope}` },
  { scope: 'chat' },
  { scope: { [scope]: true } },
  { scp: [[scope]] },
  { scp: null },
  { permissions: [scope] },
  { [scope]: true },
];

const own = { sub: 'user_0001' };

describe.each([pinConversations, searchContactGroups])('$name', (api: Api) => {
  test('a user acts for itself', async () => {
    const served = await serveForTest(api);
    expect((await callOverHttp(served, exampleOf(api), { event: withClaims(own) })).status).toBe(200);
  });

  test.each([
    { sub: 'user_0002' },
    { sub: 'USER_0001' },
    { sub: 'user_0001 ' },
    { sub: '' },
    { sub: ['user_0001'] },
    { sub: null },
    { username: 'user_0001' },
    {},
  ])('a user does not act for another: %j', async (claims) => {
    const served = await serveForTest(api);
    const { status, kind, text } = await callOverHttp(served, exampleOf(api), { event: withClaims(claims) });
    expect([status, kind]).toEqual([403, 'Forbidden']);
    expect(text).not.toMatch(/user_000/i);
    expect(served.emulator.calls()).toEqual([]);
  });

  test('the refusal does not tell whether the other user exists', async () => {
    const [here, gone] = await Promise.all(
      ['user_0002', 'nobody'].map(async (user) => {
        const served = await serveForTest(api);
        const json = exampleOf(api).replace('user_0001', user);
        const { problem } = await callOverHttp(served, json, { event: withClaims(own) });
        return { ...problem, instance: '' };
      }),
    );
    expect(here).toEqual(gone);
  });

  test.each(formsOf('chat:admin'))('an admin acts for anyone: %j', async (claims) => {
    const served = await serveForTest(api);
    const event = withClaims({ sub: 'user_0002', ...claims });
    expect((await callOverHttp(served, exampleOf(api), { event })).status).toBe(200);
  });

  test.each([...notScopes('chat:admin'), { scope: 'chat:search' }])('is no admin: %j', async (claims) => {
    const served = await serveForTest(api);
    const event = withClaims({ sub: 'user_0002', ...claims });
    expect((await callOverHttp(served, exampleOf(api), { event })).status).toBe(403);
    expect(served.emulator.calls()).toEqual([]);
  });
});

describe('search-groups', () => {
  test.each([...formsOf('chat:search'), ...formsOf('chat:admin')])('a token may search: %j', async (claims) => {
    const served = await serveForTest(searchGroups);
    const event = withClaims({ ...own, ...claims });
    expect((await callOverHttp(served, exampleOf(searchGroups), { event })).status).toBe(200);
  });

  test.each(notScopes('chat:search'))('a token may not search: %j', async (claims) => {
    const served = await serveForTest(searchGroups);
    const { status, kind } = await callOverHttp(served, exampleOf(searchGroups), {
      event: withClaims({ ...own, ...claims }),
    });
    expect([status, kind]).toEqual([403, 'Forbidden']);
    expect(served.emulator.calls()).toEqual([]);
  });
});

test.each([pinConversations, searchContactGroups, searchGroups])(
  '$name trusts a direct invocation',
  async (api: Api) => {
    const served = await serveForTest(api);
    expect((await callDirectly(served, JSON.parse(exampleOf(api)))).kind).toBe('Served');
  },
);
