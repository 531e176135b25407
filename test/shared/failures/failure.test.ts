import { expect, test } from 'vitest';
import { asFailure, Failure, failureKinds } from '#shared/failures/failure';

/** The kinds that callers see, with their status and whether the same request may succeed later. */
const promised = {
  InvalidRequest: [400, false],
  Unauthorized: [401, false],
  Forbidden: [403, false],
  NotFound: [404, true],
  MethodNotAllowed: [405, false],
  LimitExceeded: [409, true],
  PayloadTooLarge: [413, false],
  RateLimited: [429, true],
  Misconfigured: [500, true],
  InternalError: [500, true],
  NotEnabled: [501, true],
  UpstreamFailed: [502, true],
  CredentialsUnavailable: [503, true],
  UpstreamTimeout: [504, true],
  OutcomeUnknown: [504, false],
};

test('has the documented kinds', () => {
  const kinds = Object.entries(failureKinds).map(([kind, { status, transient }]) => [kind, [status, transient]]);
  expect(Object.fromEntries(kinds)).toEqual(promised);
});

test('is an error with the name of its kind', () => {
  const failure = new Failure('NotFound', 'Chat: no such group.');
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toMatchObject({ name: 'NotFound', kind: 'NotFound', message: 'Chat: no such group.', faults: [] });
  expect(`${failure}`).toBe('NotFound: Chat: no such group.');
  expect(failure.transient).toBe(true);
});

test('keeps its options', () => {
  const options = {
    errorCode: 60018,
    errorInfo: 'too frequent',
    faults: [{ pointer: '/Count', detail: 'expected an integer' }],
    retryAfterSeconds: 2,
    action: 'Wait.',
    recovery: 'back-off',
    cause: new TypeError('x'),
  } as const;
  const failure = new Failure('RateLimited', 'Too frequent.', options);
  expect(failure).toMatchObject(options);
  expect(failure.transient).toBe(true);
});

test('keeps a bounded part of what Chat says', () => {
  const { errorInfo } = new Failure('UpstreamFailed', 'Chat failed.', { errorInfo: 'x'.repeat(4_000_000) });
  expect(errorInfo).toBe('x'.repeat(1_000));
});

test('takes an empty text of Chat for none', () => {
  expect(new Failure('UpstreamFailed', 'Chat failed.', { errorInfo: '' }).errorInfo).toBeUndefined();
});

test('is not wrapped when it is thrown', () => {
  const failure = new Failure('NotFound', 'Chat: no such group.');
  expect(asFailure(failure)).toBe(failure);
});

test.each([new TypeError('x is not a function'), 'text', undefined, null, { kind: 'NotFound' }])(
  'turns %j into an InternalError that does not quote it',
  (thrown) => {
    const failure = asFailure(thrown);
    expect(failure).toMatchObject({ kind: 'InternalError', message: 'An unexpected error.' });
    expect(failure.cause).toBe(thrown);
  },
);
