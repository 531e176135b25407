import { expect, test } from 'vitest';
import { Failure, type FailureKind, type FailureOptions, failureKinds } from '#shared/failures/failure';
import { problemOf, problemSchema, problemType } from '#shared/failures/problem';

const instance = '8476a536-e9f4-11e8-9739-2dfe598c3fcd';
/** The kinds whose reason concerns only operators. */
const hidden: readonly string[] = ['Misconfigured', 'InternalError', 'CredentialsUnavailable'];

const isKind = (name: string): name is FailureKind => Object.hasOwn(failureKinds, name);
const everyKind = Object.keys(failureKinds).filter(isKind);

const problem = (kind: FailureKind, options: FailureOptions = {}) =>
  problemOf(new Failure(kind, 'Our reason.', options), instance);

test.each(everyKind)('of the kind %s has every member', (kind) => {
  const made = problem(kind);
  expect(problemSchema().parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  expect(made).toMatchObject({
    type: `urn:chat-functions:failure:${kind}`,
    title: failureKinds[kind].title,
    status: failureKinds[kind].status,
    instance,
    ActionStatus: 'FAIL',
    ErrorInfo: made.detail,
  });
  expect(made.type).toBe(problemType(kind));
  expect(made).not.toHaveProperty('errors');
  expect(made).not.toHaveProperty('retryAfter');
});

test.each(everyKind)('of the kind %s contains neither the action for operators nor the cause', (kind) => {
  const made = problem(kind, { action: 'Compare the canary.', cause: new Error('canary'), recovery: 'retry' });
  expect(JSON.stringify(made)).not.toContain('canary');
});

test.each(everyKind)('of the kind %s contains the reason only if it concerns the caller', (kind) => {
  const text = JSON.stringify(problem(kind, { errorCode: 50002, errorInfo: 'The words of Chat.' }));
  expect(text.includes('The words of Chat.')).toBe(!hidden.includes(kind));
  expect(text).not.toContain('Our reason.');
});

test.each<[string, [FailureKind, FailureOptions?], number]>([
  ["Chat's own code", ['NotFound', { errorCode: 51009 }], 51009],
  ['an unknown code of Chat', ['UpstreamFailed', { errorCode: 99999 }], 99999],
  ['the code Chat would have given', ['RateLimited'], 60018],
  ["Chat's own code of the limit", ['RateLimited', { errorCode: 60007 }], 60007],
  ['the status where Chat has no code', ['UpstreamTimeout'], 504],
  ['the status where Chat was not asked', ['CredentialsUnavailable'], 503],
  ['the status if the code is about our credential', ['Misconfigured', { errorCode: 70009 }], 500],
])('has %s as ErrorCode', (_, failure, expected) => {
  expect(problem(...failure).ErrorCode).toBe(expected);
});

test("uses Chat's text if there is one, and ours otherwise", () => {
  expect(problem('NotFound')).toMatchObject({ detail: 'Our reason.', ErrorInfo: 'Our reason.' });
  expect(problem('NotFound', { errorInfo: 'The words of Chat.' })).toMatchObject({
    detail: 'The words of Chat.',
    ErrorInfo: 'The words of Chat.',
  });
});

test('lists every fault, also in ErrorInfo for clients written for Chat', () => {
  const faults = [
    { pointer: '/Count', detail: 'expected an integer' },
    { pointer: '', detail: 'expected an object' },
  ];
  expect(problem('InvalidRequest', { errorCode: 27003, faults })).toMatchObject({
    ErrorCode: 27003,
    ErrorInfo: '/Count: expected an integer; body: expected an object',
    errors: faults,
  });
});

test.each([
  [-3, 1],
  [0, 1],
  [60, 60],
])('rounds a retry after %d seconds to %d', (retryAfterSeconds, rounded) => {
  expect(problem('RateLimited', { retryAfterSeconds }).retryAfter).toBe(rounded);
});

test('says how many further faults there are', () => {
  const faults = [{ pointer: '/Count', detail: 'expected an integer' }];
  const { errors, ErrorInfo } = problem('InvalidRequest', { faults, moreFaults: 59_999 });
  expect(errors).toEqual(faults);
  expect(ErrorInfo).toBe('/Count: expected an integer; and 59999 more');
});

test('contains the text of an undocumented code', () => {
  expect(problem('UpstreamFailed', { errorCode: 12345, errorInfo: 'something new' })).toMatchObject({
    ErrorCode: 12345,
    ErrorInfo: 'something new',
  });
});
