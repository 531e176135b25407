import { expect, test } from 'vitest';
import { deadlineOf, httpDeadlineOf } from '#shared/triggers/deadline';
import { contextOf } from '#test/served-api';

const inFuture = (deadline: number) => deadline - Date.now();

test.each([
  [30_000, 29_500],
  [900_000, 899_500],
  [400, -100],
])('with %d ms left, an invocation is answered within %d ms', (left, expected) => {
  expect(inFuture(deadlineOf(contextOf(left)))).toBeGreaterThan(expected - 50);
  expect(inFuture(deadlineOf(contextOf(left)))).toBeLessThanOrEqual(expected);
});

test.each([
  [10_000, 9_500],
  [900_000, 28_500],
])('with %d ms left, an HTTP request is answered within %d ms, before the gateway gives up', (left, expected) => {
  expect(inFuture(httpDeadlineOf(contextOf(left)))).toBeGreaterThan(expected - 50);
  expect(inFuture(httpDeadlineOf(contextOf(left)))).toBeLessThanOrEqual(expected);
});
