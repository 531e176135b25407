import { expect, test } from 'vitest';
import { createRetryPolicy } from '#shared/chat/retry-policy';
import { Failure, type Recovery } from '#shared/failures/failure';
import { createManualClock } from '#test/shared/manual-clock';

const failureOf = (recovery: Recovery | undefined): Failure =>
  new Failure('UpstreamFailed', 'It failed.', { recovery });

const createBench = (timeLeft = 30_000) => {
  const clock = createManualClock();
  const policy = createRetryPolicy({ deadline: clock.now() + timeLeft, clock });
  const retries = (error: Error) => policy.shouldRetry?.({ error, retryCount: 1 });
  return { clock, policy, retries };
};

test.each<[Recovery | undefined, number]>([
  ['retry', 3],
  ['back-off', 3],
  ['retry-once', 1],
  ['renew-credential', 0],
  ['hold', 0],
  [undefined, 0],
])('tries again after %s %d times', (recovery, times) => {
  const { retries } = createBench();
  const answers = Array.from({ length: 6 }, () => retries(failureOf(recovery)));
  expect(answers).toEqual(answers.map((_, index) => index < times));
});

test('counts each class on its own', () => {
  const { retries } = createBench();
  const classes = ['retry', 'retry-once', 'back-off', 'retry', 'back-off', 'retry', 'back-off', 'retry-once'] as const;
  expect(classes.map((recovery) => retries(failureOf(recovery)))).toEqual([...Array(7).fill(true), false]);
});

test('counts each call on its own', () => {
  for (let count = 0; count < 5; count += 1) expect(createBench().retries(failureOf('retry-once'))).toBe(true);
});

test('does not repeat what is a mistake of ours', () => {
  const { retries } = createBench();
  expect(retries(new TypeError('x is not a function'))).toBe(false);
});

test('lets its own counts decide, not the limit of ky', () => {
  const { policy } = createBench();
  expect(policy.limit).toBeGreaterThanOrEqual(3 + 3 + 1);
  expect(policy.methods).toEqual(['post']);
});

test('waits longer each time, with jitter, and never beyond its measure', () => {
  const { policy } = createBench();
  const delays = [1, 2, 3, 4, 5, 9].map((attempt) => Math.min(policy.delay?.(attempt) ?? 0, policy.backoffLimit ?? 0));
  expect(delays).toEqual([100, 200, 400, 800, 1_600, 2_000]);
  expect(policy.jitter).toBe(true);
});

test('starts nothing that could not end before the deadline', async () => {
  const { clock, retries } = createBench(30_000);
  await clock.advance(26_900);
  expect(retries(failureOf('retry'))).toBe(true);
  await clock.advance(2_200);
  expect(retries(failureOf('retry'))).toBe(false);
});
