import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { answerFields, c2cConversation, groupConversationType, groupId, userId } from '#shared/chat/schemas';

const taken = (schema: z.ZodMiniType, value: unknown): boolean => schema.safeParse(value).success;

test.each<[unknown, boolean]>([
  ['a', true],
  ['a'.repeat(32), true],
  ['a'.repeat(33), false],
  ['用'.repeat(10), true],
  ['用'.repeat(11), false],
  ['😀'.repeat(8), true],
  ['😀'.repeat(9), false],
  ['"quoted"\n', true],
  ['__proto__', true],
  ['', false],
  [1, false],
  [null, false],
  [undefined, false],
  [['a'], false],
])('a user id may be %j: %s', (value, expected) => {
  expect(taken(userId, value)).toBe(expected);
});

test.each<[unknown, boolean]>([
  ['@TGS#1B2AUI7RZ', true],
  ['@TGS#_mc_topic'.repeat(20), true],
  ['', false],
  [7, false],
  [null, false],
])('a group id may be %j: %s', (value, expected) => {
  expect(taken(groupId, value)).toBe(expected);
});

test.each([1, '1'])('the Type %j of a one-to-one conversation leaves as a number', (Type) => {
  expect(z.parse(c2cConversation, { Type, To_Account: 'user_0002' })).toEqual({ Type: 1, To_Account: 'user_0002' });
});

test.each([2, '2'])('the Type %j of a group conversation leaves as a number', (Type) => {
  expect(z.parse(groupConversationType, Type)).toBe(2);
});

test.each([0, 2, 3, '2', '01', ' 1', 1.5, true, null, undefined, [1], JSON.rawJSON('1')])(
  'the Type of a one-to-one conversation is not %j',
  (Type) => {
    expect(taken(c2cConversation, { Type, To_Account: 'user_0002' })).toBe(false);
  },
);

test.each([
  ['without the peer', { Type: 1 }],
  ['with a group', { Type: 1, To_Account: 'user_0002', GroupId: '@TGS#1' }],
  ['with an unknown field', { Type: 1, To_Account: 'user_0002', to_account: 'user_0002' }],
])('a one-to-one conversation does not fit %s', (_, value) => {
  expect(taken(c2cConversation, value)).toBe(false);
});

test.each<[object, boolean]>([
  [{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' }, true],
  [{ ActionStatus: 'OK', ErrorCode: 0 }, true],
  [{ ActionStatus: 'FAIL', ErrorCode: 0, ErrorInfo: '' }, false],
  [{ ActionStatus: 'OK', ErrorCode: 60018, ErrorInfo: '' }, false],
  [{ ActionStatus: 'OK', ErrorInfo: '' }, false],
])('an answer has the fields %j: %s', (value, expected) => {
  expect(taken(z.object(answerFields), value)).toBe(expected);
});
