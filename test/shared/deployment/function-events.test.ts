import { expect, test } from 'vitest';
import { eventBus } from '#shared/deployment/event-bus';
import { functionEvents } from '#shared/deployment/function-events';
import { pinning, searching } from '#test/shared/deployment/deployed-functions';

const bus = eventBus('default', '');
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

test('an event that changes something goes to the queue', () => {
  const events = functionEvents(pinning, bus);
  expect(Object.keys(events)).toEqual(['PinConversationsRule', 'PinConversationsAsynchronousInvocations']);
  expect(events.PinConversationsRule?.Properties).toMatchObject({
    EventBusName: 'default',
    EventPattern: { 'detail-type': ['pin-conversations'] },
    Targets: [{ Arn: arn('PinConversationsQueue'), DeadLetterConfig: { Arn: arn('PinConversationsDeadLetterQueue') } }],
  });
  expect(events.PinConversationsAsynchronousInvocations?.Properties).toMatchObject({
    FunctionName: { Ref: 'lambda of pin-conversations' },
    DestinationConfig: { OnFailure: { Destination: arn('PinConversationsDeadLetterQueue') } },
  });
});

test('an event that only reads goes to the function, and its answer to the bus', () => {
  const events = functionEvents(searching, bus);
  expect(events.SearchGroupsRule?.Properties).toMatchObject({
    Targets: [{ Arn: arn('lambda of search-groups'), DeadLetterConfig: { Arn: arn('SearchGroupsDeadLetterQueue') } }],
  });
  expect(events.SearchGroupsRulePermission?.Properties).toEqual({
    FunctionName: { Ref: 'lambda of search-groups' },
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: arn('SearchGroupsRule'),
  });
  expect(events.SearchGroupsAsynchronousInvocations?.Properties.DestinationConfig).toEqual({
    OnFailure: { Destination: arn('SearchGroupsDeadLetterQueue') },
    OnSuccess: { Destination: bus.arn },
  });
});
