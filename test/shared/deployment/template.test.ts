import { expect, test } from 'vitest';
import { createTemplate } from '#shared/deployment/template';
import { creating, parametersWith, pinning, searching } from '#test/shared/deployment/deployed-functions';

const functions = [pinning, searching, creating];
const make = (given: Readonly<Record<string, unknown>> = {}) =>
  createTemplate({ functions, parameters: parametersWith(given), stackName: 'chat-dev' });

const idsOf = (prefix: string) =>
  Object.keys(make().Resources).flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));

test('gives each function a role and a rule, and a queue if it sets a state', () => {
  const invoked = ['Role', 'Rule', 'RulePermission', 'AsynchronousInvocations'];
  expect(idsOf('SearchGroups')).toEqual(invoked);
  expect(idsOf('CreateContactGroup')).toEqual(invoked);
  expect(idsOf('PinConversations')).toEqual([
    'Role',
    'Queue',
    'QueuePolicy',
    'QueueMapping',
    'Rule',
    'AsynchronousInvocations',
  ]);
});

test('has one bus, one dashboard, one set of alarms and one of failure queues for any number of functions', () => {
  const shared = Object.keys(make().Resources).filter((id) => !functions.some(({ prefix }) => id.startsWith(prefix)));
  expect(shared.filter((id) => !id.endsWith('Alarm'))).toEqual([
    'EventBus',
    'DeadLetterQueue',
    'DeadLetterQueuePolicy',
    'FailedEventsQueue',
    'FailedEventsQueuePolicy',
    'Dashboard',
  ]);
  expect(make({ eventBusName: 'default' }).Resources).not.toHaveProperty('EventBus');
});

test('reserves concurrency for functions with a low rate, if the parameters say so', () => {
  const { extensions } = make({ reserveConcurrency: true });
  expect(extensions[searching.ids.lambda]).toEqual({ Properties: { ReservedConcurrentExecutions: 2 } });
  expect(extensions).not.toHaveProperty(pinning.ids.lambda);
  expect(make().extensions).not.toHaveProperty(searching.ids.lambda);
});

test('outputs the addresses that callers and operators need', () => {
  const values = Object.entries(make().Outputs).map(([name, { Value }]) => [name, Value]);
  expect(Object.fromEntries(values)).toEqual({
    EventBusName: { 'Fn::GetAtt': ['EventBus', 'Name'] },
    CallerPolicy: { 'Fn::Sub': expect.stringContaining('execute-api:Invoke') },
    DeadLetterQueueUrl: { Ref: 'DeadLetterQueue' },
    FailedEventsQueueUrl: { Ref: 'FailedEventsQueue' },
    PinConversationsQueueUrl: { Ref: 'PinConversationsQueue' },
  });
});
