import { expect, test } from 'vitest';
import { findFailedItems } from '#shared/chat/item-results';

test('finds the items whose ResultCode is not 0, at any depth, with a pointer to each', () => {
  const value = {
    ErrorCode: 0,
    ResultItem: [
      { ResultCode: 0, ResultInfo: '' },
      { ResultCode: 51007, ResultInfo: 'no such group' },
    ],
    'a/b': { '~': { ResultCode: 50001, Inner: [{ ResultCode: 51009, ResultInfo: 'gone' }] } },
  };
  expect(findFailedItems(value)).toEqual([
    { pointer: '/ResultItem/1', errorCode: 51007, errorInfo: 'no such group' },
    { pointer: '/a~1b/~0', errorCode: 50001, errorInfo: '' },
    { pointer: '/a~1b/~0/Inner/0', errorCode: 51009, errorInfo: 'gone' },
  ]);
});

test.each([
  ['nothing', undefined],
  ['no result', { ErrorCode: 0, Groups: [{ GroupId: 'a' }] }],
  ['what only looks like a code', [{ ResultCode: '51007' }, { ResultCode: null }, { ResultCode: 0.5 }, 51007]],
  ['a number that JavaScript cannot hold', { ResultCode: JSON.rawJSON('144115214578713345') }],
])('finds none in %s', (_, value) => {
  expect(findFailedItems(value)).toEqual([]);
});
