import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildFunction } from '#test/lambda/build-function';

const root = new URL('../../', import.meta.url);

test('a bundle is one module that exports the handler', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'build-function-'));
  onTestFinished(() => rm(folder, { recursive: true }));

  const { bundle } = await buildFunction(new URL('functions/search-groups/handler.ts', root).pathname, folder);
  expect(await readFile(join(bundle, 'handler.mjs'), 'utf8')).toMatch(/export\{[\w$]+ as handler\};/);
});
