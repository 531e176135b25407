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
