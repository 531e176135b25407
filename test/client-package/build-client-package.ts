import { execFile } from 'node:child_process';
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

/** The declarations that the package is made of, as the compiler writes them, and their places under `types/`. */
const declarations = {
  'shared/client/chat-functions': 'client/chat-functions',
  'shared/client/chat-functions-error': 'client/chat-functions-error',
  'shared/client/method': 'client/method',
  'shared/client/search-group-pages': 'client/search-group-pages',
  'shared/failures': 'failures',
  // Written out: the types of the definitions need neither the definitions nor zod.
  'test/client-package/written-contract': 'client/contract',
};

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

async function writeDeclarations(folder: string): Promise<void> {
  const written = await mkdtemp(join(tmpdir(), 'declarations-'));
  const project = join(root, 'test/client-package/declarations.tsconfig.json');
  try {
    await promisify(execFile)(process.execPath, [compiler, '--project', project, '--outDir', written]);
    for (const [from, to] of Object.entries(declarations)) {
      await cp(join(written, `${from}.d.ts`), join(folder, 'types', `${to}.d.ts`));
    }
  } finally {
    await rm(written, { recursive: true });
  }
}

/**
 * Makes the package of the client for other Lambda functions, `chat-functions-client`, ready for `npm pack`: one JavaScript
 * file, and declarations that need nothing but the SDK.
 *
 * @param folder is emptied first
 */
export async function buildClientPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const rootPackage = z.parse(rootPackageSchema, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(rootPackage), null, 2)}\n`);
  await build({ ...clientBundleOptions, outfile: join(folder, 'chat-functions.js'), logLevel: 'silent' });
  await writeDeclarations(folder);
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await copyFile(join(root, 'shared/client/README.md'), join(folder, 'README.md'));
}
