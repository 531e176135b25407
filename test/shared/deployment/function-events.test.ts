import { expect, test } from 'vitest';
import { eventBus } from '#shared/deployment/event-bus';
import { functionEvents } from '#shared/deployment/function-events';
import { creating, pinning, searching } from '#test/shared/deployment/deployed-functions';

const bus = eventBus('default', '');
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const failedEvents = arn('FailedEventsQueue');

test('routes an event that sets a state to the queue, and sends no answer', () => {
  const events = functionEvents(pinning, bus);
  expect(Object.keys(events)).toEqual(['PinConversationsRule', 'PinConversationsAsynchronousInvocations']);
  expect(events.PinConversationsRule?.Properties).toMatchObject({
    EventBusName: 'default',
    EventPattern: { 'detail-type': ['chat-dev-pin-conversations'] },
    Targets: [{ Arn: arn('PinConversationsQueue'), DeadLetterConfig: { Arn: failedEvents } }],
  });
  expect(events.PinConversationsAsynchronousInvocations?.Properties).toEqual({
    FunctionName: { Ref: 'lambda of pin-conversations' },
    Qualifier: '$LATEST',
    DestinationConfig: { OnFailure: { Destination: failedEvents } },
  });
});

test('routes an event that reads to the function, and its answer to the bus', () => {
  const events = functionEvents(searching, bus);
  expect(events.SearchGroupsRule?.Properties).toMatchObject({
    Targets: [{ Arn: arn('lambda of search-groups'), DeadLetterConfig: { Arn: failedEvents } }],
  });
  expect(events.SearchGroupsRulePermission?.Properties).toEqual({
    FunctionName: { Ref: 'lambda of search-groups' },
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: arn('SearchGroupsRule'),
  });
  expect(events.SearchGroupsAsynchronousInvocations?.Properties).toEqual({
    FunctionName: { Ref: 'lambda of search-groups' },
    Qualifier: '$LATEST',
    DestinationConfig: { OnFailure: { Destination: failedEvents }, OnSuccess: { Destination: bus.arn } },
  });
});

test('invokes a function that adds once, and sends its answer to the bus', () => {
  const events = functionEvents(creating, bus);
  expect(events.CreateContactGroupRule?.Properties).toMatchObject({
    Targets: [{ Arn: arn('lambda of create-contact-group') }],
  });
  expect(events.CreateContactGroupAsynchronousInvocations?.Properties).toMatchObject({
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: failedEvents }, OnSuccess: { Destination: bus.arn } },
  });
});
