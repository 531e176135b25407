import { expect, test } from 'vitest';
import { hasQueue } from '#shared/deployment/deployed-function';
import { creating, pinning, searching } from '#test/shared/deployment/deployed-functions';

test('has the framework name what the framework makes, and names the rest', () => {
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

test('has a queue only where a call sets an end state', () => {
  expect([pinning, searching, creating].map(({ api }) => hasQueue(api))).toEqual([true, false, false]);
});
