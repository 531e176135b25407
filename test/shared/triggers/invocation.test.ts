import { expect, test } from 'vitest';
import { Failure } from '#shared/failures/failure';
import { invocationError } from '#shared/triggers/invocation';

test('an error is named after the kind, carries the problem document, and nothing of where it came from', () => {
  const cause = new Error('usersig=hidden');
  const failure = new Failure('RateLimited', 'Too many.', { retryAfterSeconds: 2, action: 'Call less.', cause });
  const error = invocationError(failure, 'the-invocation');
  expect(error.name).toBe('RateLimited');
  expect(JSON.parse(error.message)).toEqual({
    type: 'urn:chat-functions:failure:RateLimited',
    title: 'Too many calls',
    status: 429,
    detail: 'Too many.',
    instance: 'the-invocation',
    ActionStatus: 'FAIL',
    ErrorCode: 60018,
    ErrorInfo: 'Too many.',
    retryAfter: 2,
  });
  expect(error.stack).toBe('');
  expect(error.cause).toBeUndefined();
});
