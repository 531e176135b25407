import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildFunction, bundleOptions } from '#test/lambda/build-function';

const root = new URL('../../', import.meta.url);

test('a bundle is one module with the handler', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'build-function-'));
  onTestFinished(() => rm(folder, { recursive: true }));

  const { bundle } = await buildFunction(new URL('functions/search-groups/handler.ts', root).pathname, folder);
  expect(await readFile(join(bundle, 'handler.cjs'), 'utf8')).toContain('module.exports={handler}');
});

test('the options are those of the deployment', async () => {
  const configuration = await readFile(new URL('serverless.yml', root), 'utf8');
  const [block = ''] = /^ {2}esbuild:\n(?: {4}.*\n|\n)+/m.exec(configuration) ?? [];
  const { define, external, format, mainFields, minify, outExtension } = bundleOptions;

  expect([...block.matchAll(/- ["']?([^"'\n]+)["']?$/gm)].map(([, name]) => name)).toEqual(external);
  expect(block).toContain(`mainFields: [${mainFields.join(', ')}]`);
  for (const [name, value] of Object.entries(define)) expect(block).toContain(`define: { ${name}: "${value}" }\n`);
  const others = { format, minify, outputFileExtension: outExtension['.js'] };
  for (const [name, value] of Object.entries(others)) expect(block).toContain(`${name}: ${value}\n`);
});
