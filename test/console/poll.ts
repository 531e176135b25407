import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks, and until nobody looks any more. */
const pause = 50;
const longest = 120_000;

/** Looks again and again until there is something. Throws when that takes more than two minutes. */
export const poll = async <Value>(look: () => Promise<Value | undefined>): Promise<Value> => {
  const started = Date.now();
  while (Date.now() - started < longest) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(pause);
  }
  throw new Error('It has come to no end within two minutes.');
};
