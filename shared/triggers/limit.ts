/** Runs a task when its turn comes. */
export type Limit = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * The most records of a batch that are answered at the same time: Chat takes 200 calls a second and answers most of them
 * within one. A record takes some 80 kB while it is answered, and AWS sends up to 10,000.
 */
export const mostAtOnce = 200;

/** Makes a limit to the tasks that run at the same time. The others wait, and start in the order in which they came. */
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
