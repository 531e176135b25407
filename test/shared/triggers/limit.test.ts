import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLimit } from '#shared/triggers/limit';

test('runs so many tasks at a time, in the order in which they came, whether they fail or not', async () => {
  const events: string[] = [];
  const limit = createLimit(2);
  const run = (name: string, fails = false) =>
    limit(async () => {
      events.push(`>${name}`);
      await setImmediate();
      events.push(`<${name}`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([run('a'), run('b', true), run('c'), run('d')]);
  expect(events).toEqual(['>a', '>b', '<a', '>c', '<b', '>d', '<c', '<d']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

test('is free again after all have run', async () => {
  const limit = createLimit(1);
  expect(await limit(async () => 'a')).toBe('a');
  expect(await limit(async () => 'b')).toBe('b');
});
