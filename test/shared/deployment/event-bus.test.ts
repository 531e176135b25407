import { expect, test } from 'vitest';
import { eventBus } from '#shared/deployment/event-bus';
import { pinning } from '#test/shared/deployment/deployed-functions';

test('makes a bus if none is named', () => {
  expect(eventBus(undefined, 'chat-dev')).toMatchObject({
    name: { 'Fn::GetAtt': ['EventBus', 'Name'] },
    arn: { 'Fn::GetAtt': ['EventBus', 'Arn'] },
    arnText: `\${EventBus.Arn}`,
    resources: { EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'chat-dev' } } },
  });
});

test('uses the bus that is named', () => {
  const { name, arn, arnText, resources } = eventBus('default', 'chat-dev');
  expect(name).toBe('default');
  expect(arn).toEqual({
    'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/default`,
  });
  expect(arn).toEqual({ 'Fn::Sub': arnText });
  expect(resources).toEqual({});
});

test('names the stage in requests where other stages may use the same bus', () => {
  expect(eventBus(undefined, 'chat-dev').detailTypeOf(pinning)).toBe('pin-conversations');
  expect(eventBus('default', 'chat-dev').detailTypeOf(pinning)).toBe('chat-dev-pin-conversations');
});
