import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '#shared/deployment/bundle';

const sourceOf = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'handler.ts');
  await writeFile(file, text);
  return file;
};

test('makes one small module that may use top-level await', async () => {
  const source = await sourceOf(
    "const   answer: Promise<number> = import('node:os').then(() => 42);\nexport const handler = await answer;\n",
  );
  const module = Buffer.from(await bundle(source));
  expect(module.byteLength).toBeLessThan(80);
  expect(await import(`data:text/javascript;base64,${module.toString('base64')}`)).toMatchObject({ handler: 42 });
});

test('names the import that does not resolve', async () => {
  await expect(bundle(await sourceOf("export { gone } from './gone.ts';"))).rejects.toThrow('./gone.ts');
});
