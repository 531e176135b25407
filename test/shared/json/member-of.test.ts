import { expect, test } from 'vitest';
import { hasTexts, memberOf } from '#shared/json/member-of';

const value = JSON.parse('{"a":{"b":{"c":1}},"text":"a","other":"b","list":["a"],"nothing":null,"__proto__":{"d":1}}');

test.each([
  [[], value],
  [['text'], 'a'],
  [['a', 'b', 'c'], 1],
  [['nothing'], null],
  [['__proto__', 'd'], 1],
])('%j leads to a member', (path, member) => {
  expect(memberOf(value, ...path)).toBe(member);
});

test.each([
  [['b']],
  [['a', 'c']],
  [['a', 'b', 'c', 'd']],
  [['text', 'length']],
  [['list', '0']],
  [['list', 'length']],
  [['nothing', 'a']],
  [['constructor']],
  [['a', '__proto__']],
  [['d']],
])('%j leads nowhere', (path) => {
  expect(memberOf(value, ...path)).toBeUndefined();
});

test('texts are texts under all of the names', () => {
  expect(hasTexts(value, 'text', 'other')).toBe(true);
  expect(hasTexts(value, 'text', 'a')).toBe(false);
  expect(hasTexts(value, 'nothing')).toBe(false);
  expect(hasTexts('text', 'length')).toBe(false);
});
