import { expect, test } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { failureIn } from '#shared/triggers/unread-answer';

const outcomeOf = (...codes: readonly number[]) => ({
  answer: {
    text: '{}',
    value: {},
    failedItems: codes.map((errorCode, index) => ({ pointer: `/ResultItem/${index}`, errorCode, errorInfo: 'odd' })),
  },
});

test('a failure of the request is the reason', () => {
  const failure = new Failure('RateLimited', 'Too many.');
  expect(failureIn({ failure })).toBe(failure);
});

test('an answer without failed items has none', () => {
  expect(failureIn(outcomeOf())).toBeUndefined();
});

test.each([
  ['a transient code', [50004], 'UpstreamFailed', true],
  ['transient codes', [51007, 50004], 'NotFound', true],
  ['one code that is for good', [50004, 50002, 51007], 'InvalidRequest', false],
  ['a code that is not documented', [12345], 'UpstreamFailed', true],
])('items that failed with %s', (...[, codes, kind, isTransient]) => {
  const failure = failureIn(outcomeOf(...codes));
  expect(failure).toMatchObject({ kind, errorInfo: 'odd' });
  expect(failure?.transient).toBe(isTransient);
  expect(failure?.message).toContain(`${codes.length} of the items`);
});
