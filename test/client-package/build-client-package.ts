import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import * as z from 'zod/mini';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compiler = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));

const rootPackageSchema = z.object({ version: z.string(), license: z.string() });

/** How the client is bundled; the SDK stays outside. */
export const clientBundleOptions = {
  absWorkingDir: root,
  entryPoints: ['shared/client/chat-functions.ts'],
  bundle: true,
  external: ['@aws-sdk/client-lambda'],
  format: 'esm',
  platform: 'node',
  target: 'node22',
} satisfies BuildOptions;

const manifestOf = ({ version, license }: z.infer<typeof rootPackageSchema>) => ({
  name: 'chat-functions-client',
  version,
  description: 'Calls the Chat functions from another Lambda function, typed',
  license,
  type: 'module',
  engines: { node: '>=22' },
  exports: { '.': { types: './types/client/chat-functions.d.ts', default: './chat-functions.js' } },
  imports: { '#shared/*': { types: './types/*.d.ts' } },
  peerDependencies: { '@aws-sdk/client-lambda': '^3.398.0' },
});

/** Copies a declaration and all that it imports from `#shared/`, to the same places under `types/`. */
const copyDeclarations = async (name: string, written: string, folder: string): Promise<void> => {
  const target = join(folder, 'types', `${name}.d.ts`);
  if (existsSync(target)) return;
  await cp(join(written, 'shared', `${name}.d.ts`), target);
  const imports = (await readFile(target, 'utf8')).matchAll(/'#shared\/([^']+)'/g);
  for (const [, imported = ''] of imports) await copyDeclarations(imported, written, folder);
};

const writeDeclarations = async (folder: string): Promise<void> => {
  const written = await mkdtemp(join(tmpdir(), 'declarations-'));
  const project = join(root, 'test/client-package/declarations.tsconfig.json');
  try {
    await promisify(execFile)(process.execPath, [compiler, '--project', project, '--outDir', written]);
    await copyDeclarations('client/chat-functions', written, folder);
  } finally {
    await rm(written, { recursive: true });
  }
};

/**
 * Makes the package of the client for other Lambda functions, `chat-functions-client`, ready for `npm pack`: one JavaScript
 * file, and declarations that need nothing but the SDK.
 *
 * @param folder is emptied first
 */
export const buildClientPackage = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const rootPackage = z.parse(rootPackageSchema, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(rootPackage), null, 2)}\n`);
  await build({ ...clientBundleOptions, outfile: join(folder, 'chat-functions.js'), logLevel: 'silent' });
  await writeDeclarations(folder);
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await copyFile(join(root, 'shared/client/README.md'), join(folder, 'README.md'));
};
