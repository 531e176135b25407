import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deriveFiles } from '#test/derive/derived-files';
import { loadApis } from '#test/load-apis';

test.each(deriveFiles(await loadApis()))('$path matches the definitions', ({ path, text }) => {
  const committed = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  expect(committed === text, `${path} is stale. Run "npm run derive" and commit the result.`).toBe(true);
});
