import { expect, test } from 'vitest';
import { hasQueue } from '#shared/deployment/deployed-function';
import { creating, pinning, searching } from '#test/shared/deployment/deployed-functions';

test('takes the names of the framework for its resources, and names the others', () => {
  expect(pinning).toMatchObject({
    name: 'chat-dev-pin-conversations',
    prefix: 'PinConversations',
    routeKey: 'POST /v4/recentcontact/top',
    ids: {
      lambda: 'lambda of pin-conversations',
      logGroup: 'log of pin-conversations',
      route: 'route of POST /v4/recentcontact/top',
      role: 'PinConversationsRole',
      queue: 'PinConversationsQueue',
      rule: 'PinConversationsRule',
    },
  });
});

test('gives a queue only to functions that set a state', () => {
  expect([pinning, searching, creating].map(({ api }) => hasQueue(api))).toEqual([true, false, false]);
});
