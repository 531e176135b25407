import { expect, test } from 'vitest';
import { createPace } from '#shared/chat/pace';
import { Failure } from '#shared/failures/failure';
import { createManualClock } from '#test/shared/manual-clock';

/** A pace may be a little slower than the limit. */
const patience = 1.05;

const never = Number.POSITIVE_INFINITY;

const createBench = (callsPerSecond: number) => {
  const clock = createManualClock(0);
  const pace = createPace(callsPerSecond, clock);
  const starts: number[] = [];
  const failures: Failure[] = [];
  /** Asks for a turn, and notes when it came. */
  const ask = (deadline = never): void => {
    pace.turn(deadline).then(
      () => starts.push(clock.now()),
      (error: unknown) => error instanceof Failure && failures.push(error),
    );
  };
  return { clock, pace, starts, failures, ask };
};

/** The most starts in any span of a second, whichever moment it begins at. */
const mostInAnySecond = (starts: readonly number[]): number =>
  Math.max(...starts.map((from) => starts.filter((start) => start >= from && start < from + 1_000).length));

test.each([1, 2, 7, 200])('starts at most %d calls in any second, and no fewer than it may', async (rate) => {
  const { clock, starts, ask } = createBench(rate);
  for (let count = 0; count < rate * 3; count += 1) ask();
  await clock.advance(1_500);
  for (let count = 0; count < rate * 2; count += 1) ask();
  await clock.advance(10_000);
  expect(starts).toHaveLength(rate * 5);
  expect(mostInAnySecond(starts)).toBeLessThanOrEqual(rate);
  expect(mostInAnySecond(starts)).toBeGreaterThan(rate / patience);
  expect(starts.at(-1)).toBeLessThan(5_000 * patience);
});

test('spreads calls that come at once over the second', async () => {
  const { clock, starts, ask } = createBench(200);
  for (let count = 0; count < 12; count += 1) ask();
  await clock.advance(2_000);
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(5);
  expect(Math.max(...gaps)).toBeLessThan(5.2);
});

test('makes up for timers that are late', async () => {
  const clock = createManualClock(0);
  const late = { now: () => clock.now(), wait: (milliseconds: number) => clock.wait(milliseconds + 5) };
  const pace = createPace(200, late);
  const starts: number[] = [];
  for (let count = 0; count < 1_000; count += 1) {
    pace.turn(never).then(() => starts.push(clock.now()));
  }
  await clock.advance(10_000);
  expect(mostInAnySecond(starts)).toBeLessThanOrEqual(200);
  expect(starts.at(-1)).toBeLessThan(5_000 * patience);
});

test('keeps to it when calls come unevenly', async () => {
  const { clock, starts, ask } = createBench(3);
  for (const pause of [0, 0, 900, 0, 50, 60, 0, 0, 999, 1, 0, 2_500, 0, 0, 0, 0, 10]) {
    await clock.advance(pause);
    ask();
  }
  await clock.advance(20_000);
  expect(starts).toHaveLength(17);
  expect(mostInAnySecond(starts)).toBe(3);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});

test('does not make a single caller wait', async () => {
  const { clock, starts, ask } = createBench(2);
  for (let count = 0; count < 5; count += 1) {
    ask();
    await clock.advance(600);
  }
  expect(starts).toEqual([0, 600, 1_200, 1_800, 2_400]);
});

test('rejects a call at once if it would start after its deadline, and says when to retry', async () => {
  const { clock, starts, failures, ask } = createBench(2);
  for (let count = 0; count < 6; count += 1) ask(1_900);
  await clock.advance(0);
  expect(failures).toHaveLength(2);
  expect(failures[0]).toMatchObject({ kind: 'RateLimited', retryAfterSeconds: 3 });
  await clock.advance(5_000);
  expect(starts).toHaveLength(4);
});

test('gives the place of a refused caller to others', async () => {
  const { clock, starts, failures, ask } = createBench(1);
  ask();
  for (let count = 0; count < 50; count += 1) ask(999);
  ask();
  await clock.advance(1_000 * patience);
  expect(failures).toHaveLength(50);
  expect(starts).toHaveLength(2);
});

test('fails as a timeout, not as a limit, when the deadline is already over', async () => {
  const { clock, failures, ask } = createBench(2);
  await clock.advance(1_000);
  ask(999);
  await clock.advance(0);
  expect(failures).toMatchObject([{ kind: 'UpstreamTimeout' }]);
});

test('starts nothing while it rests', async () => {
  const { clock, pace, starts, ask } = createBench(2);
  pace.rest(3_000);
  for (let count = 0; count < 2; count += 1) ask();
  await clock.advance(10_000);
  expect(starts).toEqual([3_000, 3_512.5]);
});

test('holds back those who have been waiting when the rest begins', async () => {
  const { clock, pace, starts, ask } = createBench(2);
  for (let count = 0; count < 6; count += 1) ask();
  await clock.advance(500);
  pace.rest(5_000);
  await clock.advance(20_000);
  expect(starts).toHaveLength(6);
  expect(starts.filter((start) => start > 500 && start < 5_500)).toEqual([]);
  expect(mostInAnySecond(starts)).toBe(2);
  expect(starts.at(-1)).toBeLessThan(9_000);
});

test('continues after a call whose deadline is before the end of the rest', async () => {
  const { clock, pace, starts, failures, ask } = createBench(2);
  ask();
  ask(600);
  await clock.advance(100);
  pace.rest(1_000);
  ask();
  await clock.advance(5_000);
  expect(failures).toMatchObject([{ kind: 'RateLimited' }]);
  expect(starts).toEqual([0, 1_100]);
});

test('rejects a call that cannot start after the rest', async () => {
  const { clock, pace, failures, ask } = createBench(2);
  pace.rest(3_000);
  ask(2_000);
  await clock.advance(0);
  expect(failures).toMatchObject([{ kind: 'RateLimited', retryAfterSeconds: 3 }]);
});

test('does not cut a longer rest short', async () => {
  const { clock, pace, starts, ask } = createBench(2);
  pace.rest(5_000);
  pace.rest(1_000);
  ask();
  await clock.advance(10_000);
  expect(starts).toEqual([5_000]);
});

test('starts nothing early when a timer fires early', async () => {
  const clock = createManualClock(0);
  const hasty = { ...clock, wait: (milliseconds: number) => clock.wait(milliseconds > 1 ? milliseconds / 2 : 1) };
  const pace = createPace(1, hasty);
  const starts: number[] = [];
  for (let count = 0; count < 3; count += 1) pace.turn(never).then(() => starts.push(clock.now()));
  await clock.advance(5_000);
  expect(starts).toHaveLength(3);
  expect(mostInAnySecond(starts)).toBe(1);
});

test('keeps the distance from when calls really started, also when the process stood still', async () => {
  const clock = createManualClock(0);
  let late = 0;
  const stalling = {
    now: () => clock.now(),
    // The first to wait sleeps far too long.
    wait: (milliseconds: number) => clock.wait(milliseconds + (late++ === 0 ? 900 : 0)),
  };
  const pace = createPace(2, stalling);
  const starts: number[] = [];
  for (let count = 0; count < 8; count += 1) pace.turn(never).then(() => starts.push(clock.now()));
  await clock.advance(20_000);
  expect(starts).toHaveLength(8);
  expect(mostInAnySecond(starts)).toBe(2);
});

test('does not burst after the process stood still', async () => {
  const clock = createManualClock(0);
  let sleeps = 0;
  const stalling = {
    now: () => clock.now(),
    wait: (milliseconds: number) => clock.wait(milliseconds + (sleeps++ === 0 ? 2_000 : 0)),
  };
  const pace = createPace(200, stalling);
  const starts: number[] = [];
  for (let count = 0; count < 400; count += 1) pace.turn(never).then(() => starts.push(clock.now()));
  await clock.advance(10_000);
  expect(starts).toHaveLength(400);
  expect(mostInAnySecond(starts)).toBeLessThanOrEqual(200);
});

test('makes nobody wait for a clock that was set back', async () => {
  const { clock, starts, failures, ask } = createBench(2);
  await clock.advance(3_600_000);
  ask();
  await clock.advance(0);
  await clock.advance(-3_600_000);
  ask(600);
  await clock.advance(600);
  expect(failures).toEqual([]);
  expect(starts).toEqual([3_600_000, 502.5]);
});
