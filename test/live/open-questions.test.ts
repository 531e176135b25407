import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openQuestions } from '#test/live/open-questions';

test.each(openQuestions)('$id stands where it says', ({ places }) => {
  for (const { file, name } of places)
    expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toContain(name);
});

test('each has a name of its own', () => {
  const ids = openQuestions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
