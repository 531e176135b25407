import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildFunction } from '#test/lambda/build-function';

const root = new URL('../../', import.meta.url);

test('a function is a module that exports the handler, with the verifier of a load balancer’s tokens beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'build-function-'));
  onTestFinished(() => rm(folder, { recursive: true }));

  const { bundle } = await buildFunction(new URL('functions/search-groups/handler.ts', root).pathname, folder);
  expect((await readdir(bundle)).toSorted()).toEqual(['handler.mjs', 'load-balancer-verifier.mjs']);
  expect(await readFile(join(bundle, 'handler.mjs'), 'utf8')).toMatch(/export\{\w+ as handler\};/);
});
