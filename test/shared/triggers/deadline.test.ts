import { expect, test } from 'vitest';
import { deadlineOf, httpDeadlineOf } from '#shared/triggers/deadline';
import { contextOf } from '#test/served-api';
import { createManualClock } from '#test/shared/manual-clock';

const clock = createManualClock();

/** With so many milliseconds left to the function. */
const timeWith = (left: number) => ({ clock, context: { ...contextOf(), getRemainingTimeInMillis: () => left } });

test.each([
  [30_000, 29_500],
  [900_000, 899_500],
  [400, -100],
])('with %d ms left, an invocation is answered within %d ms', (left, expected) => {
  expect(deadlineOf(timeWith(left)) - clock.now()).toBe(expected);
});

test.each([
  [10_000, 9_500],
  [900_000, 28_500],
])('with %d ms left, an HTTP request is answered within %d ms, before the gateway gives up', (left, expected) => {
  expect(httpDeadlineOf(timeWith(left)) - clock.now()).toBe(expected);
});
