import { expect, test } from 'vitest';
import { hasQueue, nameResources } from '#shared/deployment/deployed-function';
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

test('a function whose name is too long for Lambda is refused before anything is deployed', () => {
  const naming = { getLambdaLogicalId: String, getLogGroupLogicalId: String, getHttpApiRouteLogicalId: String };
  const named = (length: number) => nameResources({ ...pinning, name: 'a'.repeat(length) }, naming);
  expect(named(64).name).toHaveLength(64);
  expect(() => named(65)).toThrow(/The name a+ has 65 characters; Lambda permits 64\. Shorten the stage/);
});
