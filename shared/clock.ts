import { setTimeout as delay } from 'node:timers/promises';

/** The time, for code that waits or expires. Tests pass their own. */
export interface Clock {
  /** Returns Unix milliseconds. */
  now(): number;
  /** Resolves after the given number of milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: Date.now,
  wait: async (milliseconds) => {
    // Node writes a warning to the log for a time that has passed meanwhile.
    await delay(Math.max(0, milliseconds));
  },
};
