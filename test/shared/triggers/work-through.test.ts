import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { workThrough } from '#shared/triggers/work-through';

/** Runs tasks that each take a turn of the event loop, and returns the most that ran at once and their order. */
const run = async (queue: { readonly name: string; readonly next?: string }[]) => {
  const names: string[] = [];
  let atOnce = 0;
  let most = 0;
  await workThrough(queue, async ({ name, next }) => {
    names.push(name);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await setImmediate();
    atOnce -= 1;
    if (next !== undefined) queue.push({ name: next });
  });
  return { names, most };
};

const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `${index}` }));

test('runs a task for each item, in order, and no more than 100 at once', async () => {
  const { names, most } = await run(numbered(1_000));
  expect(names).toEqual(numbered(1_000).map(({ name }) => name));
  expect(most).toBe(100);
});

test('runs what a task puts into the queue, behind what was there', async () => {
  const items = numbered(100).map(({ name }) => ({ name, next: `${name} again` }));
  const { names, most } = await run([...items, ...numbered(1)]);
  expect(names.slice(100)).toEqual(['0', ...items.map(({ next }) => next)]);
  expect(most).toBe(100);
});

test('has nothing to do for an empty queue', async () => {
  expect(await run([])).toEqual({ names: [], most: 0 });
});
