import { expect, test } from 'vitest';
import { systemClock } from '#shared/clock';

test('tells Unix milliseconds, and waits at least as long as it is told', async () => {
  const start = systemClock.now();
  expect(Math.abs(start - Date.now())).toBeLessThan(1_000);
  await systemClock.wait(30);
  // Timers may fire within the millisecond before.
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(29);
});
