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

test('makes one small module of a handler that may use top-level await', async () => {
  const source = await sourceOf(
    "const   answer: Promise<number> = import('node:os').then(() => 42);\nexport const handler = await answer;\n",
  );
  const module = Buffer.from((await bundle(source)).get('handler.mjs') ?? '');
  expect(module.byteLength).toBeLessThan(80);
  expect(await import(`data:text/javascript;base64,${module.toString('base64')}`)).toMatchObject({ handler: 42 });
});

test('puts the verifier of a load balancer’s tokens into a file beside the handler, which imports it late', async () => {
  const verifier = new URL('../../../shared/middleware/load-balancer-token.ts', import.meta.url).pathname;
  const bundled = await bundle(
    await sourceOf(`export { createTokenVerifier as handler } from ${JSON.stringify(verifier)};`),
  );
  expect([...bundled.keys()]).toEqual(['handler.mjs', 'load-balancer-verifier.mjs']);
  const [handler, late] = [...bundled.values()].map((contents) => new TextDecoder().decode(contents));
  expect(handler).toContain('import("./load-balancer-verifier.mjs")');
  expect(handler).not.toContain('has an invalid signature');
  expect(late).toContain('has an invalid signature');
});

test('is the same for equal sources', async () => {
  const source = await sourceOf('export const handler = 1;');
  expect([...(await bundle(source))]).toEqual([...(await bundle(source))]);
});

test('names the import that does not resolve', async () => {
  await expect(bundle(await sourceOf("export { gone } from './gone.ts';"))).rejects.toThrow('./gone.ts');
});
