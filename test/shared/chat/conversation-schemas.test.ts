import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { contact, contactGroupName, conversation, markFields } from '#shared/chat/conversation-schemas';
import { check } from '#shared/failures/faults';

const faultsOf = (schema: z.ZodMiniType, value: unknown) => {
  const result = check(schema, value);
  return 'faults' in result ? result.faults.map(({ pointer }) => pointer) : [];
};

describe.each(['GroupId', 'ToGroupId', 'ToGroupid'])('where the id of a group is spelt %s', (spelling) => {
  const schema = conversation({ [spelling]: z.string() });

  test.each([1, '1', 2, '2'])('a conversation of Type %j keeps the field of its Type only', (Type) => {
    const id = Number(Type) === 1 ? { To_Account: 'user_0002' } : { [spelling]: '@TGS#1' };
    const both = { [spelling]: '@TGS#1', To_Account: 'user_0002', Type };
    expect(z.parse(schema, both)).toEqual({ Type: Number(Type), ...id });
  });

  test.each(['', null, 7, [], {}])('what the field of the other Type holds does not matter, such as %j', (value) => {
    expect(faultsOf(schema, { Type: 1, To_Account: 'a', [spelling]: value })).toEqual([]);
    expect(faultsOf(schema, { Type: 2, [spelling]: 'g', To_Account: value })).toEqual([]);
  });

  test.each(['GroupId', 'ToGroupId', 'ToGroupid', 'groupId'].filter((other) => other !== spelling))(
    '%s is an unknown field',
    (other) => {
      expect(faultsOf(schema, { Type: 2, [other]: 'g' })).toEqual([`/${spelling}`, `/${other}`]);
      expect(faultsOf(schema, { Type: 1, To_Account: 'a', [other]: 'g' })).toEqual([`/${other}`]);
    },
  );

  test('the id that fits the Type is required', () => {
    expect(faultsOf(schema, { Type: 1, [spelling]: 'g' })).toEqual(['/To_Account']);
    expect(faultsOf(schema, { Type: 2, To_Account: 'a' })).toEqual([`/${spelling}`]);
  });

  test.each([0, 3, '3', null, undefined, JSON.rawJSON('1e400')])('a Type %j is refused', (Type) => {
    expect(faultsOf(schema, { Type, To_Account: 'a' })).toEqual(['/Type']);
  });
});

test.each([null, [], 'a', 1, undefined])('a conversation is not %j', (value) => {
  expect(faultsOf(contact(), value)).toEqual(['']);
});

test.each<[string, boolean]>([
  ['a', true],
  ['é'.repeat(32), true],
  [`${'é'.repeat(32)}a`, false],
  ['', false],
])('a conversation group may be named %j: %s', (value, expected) => {
  expect(contactGroupName().safeParse(value).success).toBe(expected);
});

test('an answer has 0 to 64 standard marks', () => {
  const taken = (length: number) => markFields().StandardMark.safeParse('1'.repeat(length)).success;
  expect([0, 64, 65].map(taken)).toEqual([true, true, false]);
});
