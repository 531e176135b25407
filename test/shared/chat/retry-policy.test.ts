import { expect, test } from 'vitest';
import { createRetryPolicy } from '#shared/chat/retry-policy';
import type { Effect } from '#shared/define-api';
import { Failure, type Recovery } from '#shared/failures/failure';
import { createManualClock } from '#test/shared/manual-clock';

const failureOf = (recovery: Recovery | undefined): Failure =>
  new Failure('UpstreamFailed', 'It failed.', { recovery });

interface BenchOptions {
  readonly timeLeft?: number;
  readonly effect?: Effect;
  /** Milliseconds until the pace lets a call start. */
  readonly turnIn?: number;
}

const createBench = ({ timeLeft = 30_000, effect = 'states', turnIn = 0 }: BenchOptions = {}) => {
  const clock = createManualClock();
  const nextTurn = () => clock.now() + turnIn;
  const policy = createRetryPolicy({ effect, deadline: clock.now() + timeLeft, clock, nextTurn });
  const retries = (error: Error, retryCount = 1) => policy.shouldRetry?.({ error, retryCount });
  return { clock, policy, retries };
};

test.each<[Recovery | undefined, number]>([
  ['back-off', 3],
  ['retry-once', 1],
  ['renew-credential', 0],
  ['suspect-credential', 0],
  ['hold', 0],
  [undefined, 0],
])('tries again after %s %d times', (recovery, times) => {
  const { retries } = createBench();
  const answers = Array.from({ length: 6 }, () => retries(failureOf(recovery)));
  expect(answers).toEqual(answers.map((_, index) => index < times));
});

test.each<Recovery>(['retry', 'reconnect'])('rides a fault out for three seconds: %s', async (recovery) => {
  const { clock, retries } = createBench();
  const answers: unknown[] = [];
  for (let passed = 0; passed <= 3_500; passed += 500) {
    answers.push(retries(failureOf(recovery)));
    await clock.advance(500);
  }
  expect(answers).toEqual([true, true, true, true, true, true, false, false]);
});

test('tries three times again after slow failures, however long they take', async () => {
  const { clock, retries } = createBench();
  const answers: unknown[] = [];
  for (let count = 0; count < 5; count += 1) {
    answers.push(retries(failureOf('retry')));
    await clock.advance(5_000);
  }
  expect(answers).toEqual([true, true, true, false, false]);
});

test('counts each class on its own', () => {
  const { retries } = createBench();
  const classes = ['retry-once', 'back-off', 'retry', 'back-off', 'back-off', 'back-off', 'retry-once'] as const;
  expect(classes.map((recovery) => retries(failureOf(recovery)))).toEqual([...Array(5).fill(true), false, false]);
});

test.each<[Recovery, boolean]>([
  ['reconnect', true],
  ['back-off', true],
  ['retry', false],
  ['retry-once', false],
])('repeats a call that adds after %s: %s', (recovery, expected) => {
  expect(createBench({ effect: 'adds' }).retries(failureOf(recovery))).toBe(expected);
});

test('does not repeat what is a mistake of ours', () => {
  const { retries } = createBench();
  expect(retries(new TypeError('x is not a function'))).toBe(false);
});

test('waits longer each time, with full jitter, up to a bound, and not without end', () => {
  const { policy } = createBench();
  const delays = [1, 2, 3, 4, 5, 6, 9].map((retry) => policy.delay?.(retry));
  expect(delays).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  expect(policy).toMatchObject({ jitter: true, methods: ['post'], limit: 12 });
});

test('starts nothing whose turn would come too late', () => {
  expect(createBench({ timeLeft: 8_000, turnIn: 7_000 }).retries(failureOf('retry'))).toBe(true);
  expect(createBench({ timeLeft: 7_999, turnIn: 7_000 }).retries(failureOf('retry'))).toBe(false);
});

test.each([
  [1, 1_100],
  [3, 1_400],
  [9, 3_000],
])('starts nothing that could not end before the deadline: retry %d needs %d ms', (retryCount, needed) => {
  expect(createBench({ timeLeft: needed }).retries(failureOf('retry'), retryCount)).toBe(true);
  expect(createBench({ timeLeft: needed - 1 }).retries(failureOf('retry'), retryCount)).toBe(false);
});
