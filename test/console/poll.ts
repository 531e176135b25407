import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two checks, and before giving up. */
const pause = 50;
const longest = 120_000;

/** Calls `look` until it returns a value. Throws after two minutes. */
export const poll = async <Value>(look: () => Promise<Value | undefined>): Promise<Value> => {
  const started = Date.now();
  while (Date.now() - started < longest) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(pause);
  }
  throw new Error('The call did not end within two minutes.');
};
