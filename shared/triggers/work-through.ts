/**
 * The most requests of an event that are answered concurrently. Chat accepts 200 calls a second and answers most of
 * them within half of one. A request in progress takes about 80 kB, and AWS sends up to 10,000 at once.
 */
const mostAtOnce = 100;

/**
 * Empties a queue from its front: runs a task for each item, many at a time. A task may put items at the end of the
 * queue, and it must not fail.
 */
export const workThrough = async <Item extends object>(
  queue: Item[],
  run: (item: Item) => Promise<void>,
): Promise<void> => {
  const work = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(queue.length, mostAtOnce) }, work));
};
