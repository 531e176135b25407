import { setTimeout as delay } from 'node:timers/promises';

/** The time, as whatever waits or expires sees it. Tests bring their own. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: Date.now,
  wait: async (milliseconds) => {
    // Node writes a warning to the log for a time that has passed meanwhile.
    await delay(Math.max(0, milliseconds));
  },
};
