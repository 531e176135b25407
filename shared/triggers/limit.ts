/** Runs a task as soon as a slot is free. */
export type Limit = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * The most records of a batch that are answered concurrently. Chat accepts 200 calls a second and answers most of them
 * within one. A record in progress takes about 80 kB, and AWS sends up to 10,000.
 */
export const mostAtOnce = 200;

/** Limits how many tasks run concurrently. The others wait and start in the order of their arrival. */
export const createLimit = (most: number): Limit => {
  const waiting: (() => void)[] = [];
  let free = most;

  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
