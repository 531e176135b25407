import { describe, expect, test } from 'vitest';
import { attemptsOf, requestsOf, resultOf } from '#test/console/assets/attempts';
import type { ReceivedCall } from '#test/console/contract';

const path = '/v4/recentcontact/top';

const call = (arrivedAt: number, change: Partial<ReceivedCall> = {}): ReceivedCall => ({
  id: `${arrivedAt}`,
  arrivedAt,
  path,
  body: '{}',
  status: 200,
  errorCode: 0,
  fault: null,
  ...change,
});

const timesOf = (calls: readonly ReceivedCall[]) =>
  requestsOf(calls).map((request) => request.map(({ arrivedAt }) => arrivedAt));

describe('the attempts of a request', () => {
  test('are equal calls that follow a failure, the newest request first', () => {
    expect(timesOf([call(1, { errorCode: 60008 }), call(2, { status: null }), call(3), call(4)])).toEqual([
      [4],
      [1, 2, 3],
    ]);
  });

  test('are not calls with another body, at another path, or much later', () => {
    const failed = call(1, { errorCode: 60008 });
    for (const other of [call(2, { body: '{"a":1}' }), call(2, { path: '/v4/a/b' }), call(60_000)]) {
      expect(timesOf([failed, other])).toHaveLength(2);
    }
  });
});

test.each([
  [{}, 'OK'],
  [{ errorCode: 50001 }, '50001'],
  [{ status: 502, errorCode: null }, 'HTTP 502'],
  [{ status: null, errorCode: null }, 'no answer'],
])('names the result of %j', (change, result) => {
  expect(resultOf(call(1, change))).toBe(result);
});

test('a call that was sent has the attempts of its time and path', () => {
  const received = [call(1), call(5), call(6, { path: '/v4/a/b' }), call(7), call(20)];
  expect(attemptsOf(received, path, undefined)).toEqual([]);
  expect(attemptsOf(received, path, { sentAt: 5 }).map(({ id }) => id)).toEqual(['5', '7', '20']);
});
