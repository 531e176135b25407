import { expect, test } from 'vitest';
import { rightsOf } from '#shared/middleware/rights';

/** What a Cognito resource server named `chat` is asked for. */
const config = { userClaim: 'username', scopes: { search: 'chat/chat:search', admin: 'chat/chat:admin' } };

test.each([
  ['the configured word', 'chat/chat:search', true],
  ['the word of another API', 'other/chat:search', false],
  ['the word without its prefix', 'chat:search', false],
  ['the word in capitals', 'CHAT/CHAT:SEARCH', false],
  ['a longer word', 'chat/chat:search:all', false],
  ['the word within another, after a comma', 'openid,chat/chat:search', false],
  ['the word among others', 'openid chat/chat:search profile', true],
])('%s gives the right exactly', (_, scope, expected) => {
  expect(rightsOf({ scope }, config).has('search')).toBe(expected);
});

test('the admin scope is an exact word, too', () => {
  expect(rightsOf({ scp: ['chat/chat:admin'] }, config).isAdmin).toBe(true);
  expect(rightsOf({ scp: ['chat:admin'] }, config).isAdmin).toBe(false);
});

test.each([
  [{ username: 'user_0001' }, 'user_0001'],
  [{ username: '' }, undefined],
  [{ username: 7 }, undefined],
  [{ sub: 'user_0001' }, undefined],
])('the claim that is configured names the user: %j', (claims, user) => {
  expect(rightsOf(claims, config).user).toBe(user);
});
