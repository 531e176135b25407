import { expect, test } from 'vitest';
import { at, listAt, readTemplate } from '#test/package/packaged-template';

const template = readTemplate({
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' }, DependsOn: 'Bus' },
    Bus: { Type: 'AWS::Events::EventBus' },
  },
});

test('finds resources by their type and by what refers to them', () => {
  const queue = { id: 'Queue', type: 'AWS::SQS::Queue', properties: { QueueName: 'q' }, dependsOn: ['Bus'] };
  expect(template.ofType('AWS::SQS::Queue')).toEqual([queue]);
  expect(template.resourceAt({ Ref: 'Queue' })).toEqual(queue);
  expect(template.resourceAt({ 'Fn::GetAtt': ['Queue', 'Arn'] })).toEqual(queue);
  expect(template.resourceAt({ Ref: 'Gone' })).toBeUndefined();
  expect(template.resourceAt('Queue')).toBeUndefined();
  expect(template.ofType('AWS::Events::EventBus')).toMatchObject([{ properties: {} }]);
});

test('looks into what may not be there', () => {
  const value = { a: [{ b: 1 }] };
  expect(at(value, 'a', 0, 'b')).toBe(1);
  expect(at(value, 'a', 1, 'b')).toBeUndefined();
  expect(at(undefined, 'a')).toBeUndefined();
  expect(listAt(value, 'a')).toEqual([{ b: 1 }]);
  expect(listAt(value, 'a', 0, 'b')).toEqual([1]);
  expect(listAt(value, 'c')).toEqual([]);
});

test('refuses what is no template', () => {
  expect(() => readTemplate({})).toThrow();
});
