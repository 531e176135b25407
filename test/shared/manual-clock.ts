import { setImmediate as settle } from 'node:timers/promises';
import type { Clock } from '#shared/clock';

/** A clock that stands still until a test advances it. */
export interface ManualClock extends Clock {
  /** Advances by the given milliseconds, and resolves the waits that end in between, in order. */
  advance(milliseconds: number): Promise<void>;
}

/** Makes a clock that starts at a Unix time in milliseconds. */
export const createManualClock = (start = 1_800_000_000_000): ManualClock => {
  const sleepers = new Set<{ readonly at: number; wake(): void }>();
  let now = start;

  const nextBefore = (end: number) =>
    [...sleepers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0] ?? { at: end, wake: () => {} };

  return {
    now: () => now,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const sleeper = {
          at: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      do {
        await settle();
        const { at, wake } = nextBefore(end);
        now = at;
        wake();
        await settle();
      } while (now < end || [...sleepers].some(({ at }) => at <= end));
    },
  };
};
