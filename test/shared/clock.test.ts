import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '#shared/clock';

test('returns Unix milliseconds, and waits at least for the given time', async () => {
  const start = systemClock.now();
  expect(Math.abs(start - Date.now())).toBeLessThan(1_000);
  await systemClock.wait(30);
  // Timers may fire within the millisecond before.
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(29);
});

test('does not wait for a time that has passed, and warns of nothing', async () => {
  const warnings: unknown[] = [];
  const keep = (warning: unknown) => warnings.push(warning);
  process.on('warning', keep);
  onTestFinished(() => void process.off('warning', keep));
  await systemClock.wait(-0.5);
  await setImmediate();
  expect(warnings).toEqual([]);
});
