import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deriveFiles } from '#test/derive/derived-files';
import { loadApis } from '#test/load-apis';

test.each(deriveFiles(await loadApis()))('$path is what the definitions say', ({ path, text }) => {
  const committed = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  expect(committed === text, `${path} is stale: run "npm run derive" and commit what it writes.`).toBe(true);
});
