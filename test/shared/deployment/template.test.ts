import { expect, test } from 'vitest';
import { createTemplate } from '#shared/deployment/template';
import { parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const make = (given: Readonly<Record<string, unknown>> = {}) =>
  createTemplate({ functions: [pinning, searching], parameters: parametersWith(given), stackName: 'chat-dev' });

test('gives each function the same resources, but for the right to invoke one that only reads', () => {
  const idsOf = (prefix: string) =>
    Object.keys(make().Resources).flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));
  expect(idsOf('SearchGroups').filter((id) => id !== 'RulePermission')).toEqual(idsOf('PinConversations'));
  expect(idsOf('PinConversations')).toHaveLength(14);
});

test('has one bus, one dashboard and one log of the gateway', () => {
  const shared = Object.keys(make().Resources).filter((id) => !/^(?:SearchGroups|PinConversations)/.test(id));
  expect(shared.toSorted()).toEqual(['Dashboard', 'EventBus', 'HttpApiLogGroup']);
  expect(make({ eventBusName: 'default' }).Resources).not.toHaveProperty('EventBus');
});

test('keeps one container for a function of a low rate, unless that is switched off', () => {
  const reserved = { Properties: { ReservedConcurrentExecutions: 1 } };
  expect(make().extensions[searching.ids.lambda]).toEqual(reserved);
  expect(make().extensions).not.toHaveProperty(pinning.ids.lambda);
  expect(make({ reserveConcurrency: false }).extensions).not.toHaveProperty(searching.ids.lambda);
});

test('keeps logs as long as is said', () => {
  const { extensions } = make({ logRetentionInDays: 365 });
  expect(extensions[pinning.ids.logGroup]).toEqual({ Properties: { RetentionInDays: 365 } });
});

test('tells what callers need to know', () => {
  const values = Object.entries(make().Outputs).map(([name, { Value }]) => [name, Value]);
  expect(Object.fromEntries(values)).toEqual({
    EventBusName: { 'Fn::GetAtt': ['EventBus', 'Name'] },
    PinConversationsFunctionName: 'chat-dev-pin-conversations',
    PinConversationsQueueUrl: { Ref: 'PinConversationsQueue' },
    PinConversationsDeadLetterQueueUrl: { Ref: 'PinConversationsDeadLetterQueue' },
    SearchGroupsFunctionName: 'chat-dev-search-groups',
    SearchGroupsQueueUrl: { Ref: 'SearchGroupsQueue' },
    SearchGroupsDeadLetterQueueUrl: { Ref: 'SearchGroupsDeadLetterQueue' },
  });
});
