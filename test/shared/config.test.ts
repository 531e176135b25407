import { expect, test } from 'vitest';
import { readConfig } from '#shared/config';

test.each([
  [{}, {}],
  [
    { CHAT_SECRET_ID: 'chat', CHAT_BASE_URL: 'http://127.0.0.1:7000' },
    { secretId: 'chat', baseUrl: 'http://127.0.0.1:7000' },
  ],
  [{ CHAT_SECRET_ID: '', CHAT_BASE_URL: '' }, {}],
  [{ SECRET_ID: 'chat' }, {}],
])('reads %j', (environment, expected) => {
  expect(readConfig(environment)).toMatchObject({ secretId: undefined, baseUrl: undefined, ...expected });
});

test('reads the environment of the process', () => {
  expect(readConfig()).toEqual(readConfig(process.env));
});

test('claims are read by the words that are configured', () => {
  const usual = { userClaim: 'sub', scopes: { search: 'chat:search', admin: 'chat:admin' } };
  expect(readConfig({}).claims).toEqual(usual);
  expect(readConfig({ CHAT_USER_CLAIM: '', CHAT_SEARCH_SCOPE: '', CHAT_ADMIN_SCOPE: '' }).claims).toEqual(usual);
  const named = { CHAT_USER_CLAIM: 'username', CHAT_SEARCH_SCOPE: 'chat/search', CHAT_ADMIN_SCOPE: 'chat/admin' };
  expect(readConfig(named).claims).toEqual({
    userClaim: 'username',
    scopes: { search: 'chat/search', admin: 'chat/admin' },
  });
});
