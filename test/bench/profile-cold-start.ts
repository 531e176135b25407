import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { bundleOptions } from '#shared/deployment/bundle';
import { packageOf } from '#test/bench/bundle-contents';
import { loadNow, machineName } from '#test/bench/report';
import { quantile } from '#test/bench/statistics';
import { runtimeVariables } from '#test/lambda/function-configuration';

const rounds = 15;
const root = fileURLToPath(new URL('../../', import.meta.url));
const timesSchema = z.record(z.string(), z.number());

/** esbuild writes the path of each module above it: there the module's name and the time are noted instead. */
const noteTimes = (bundle: string): string =>
  bundle.replaceAll(/^\/\/ ((?:node_modules|shared|functions)\/.*)$/gm, (_, module: string) => `note('${module}');`);

/**
 * What the measured process runs. Node's own modules come first, in the order in which the bundle asks for them; then the
 * bundle is compiled and its modules run one after the other. Each note ends what ran before it.
 */
const runner = (builtins: readonly string[]): string => `
const times = {};
let name, since = performance.now();
globalThis.note = (next) => {
  const now = performance.now();
  if (name !== undefined) times[name] = (times[name] ?? 0) + now - since;
  name = next;
  since = performance.now();
};
times['node itself'] = since;
for (const builtin of ${JSON.stringify(builtins)}) {
  note(builtin);
  require(builtin);
}
note('reading and compiling');
import('./handler.mjs').then(() => {
  note(undefined);
  process.send(times, () => process.exit());
});
`;

const writeMeasured = async (folder: string, name: string): Promise<void> => {
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: { handler: `functions/${name}/handler.ts` },
    metafile: true,
    minify: false,
    outdir: folder,
  });
  const file = join(folder, 'handler.mjs');
  await writeFile(file, noteTimes(await readFile(file, 'utf8')));
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const builtins = imports.filter(({ path, kind }) => isBuiltin(path) && kind === 'import-statement');
  await writeFile(join(folder, 'runner.cjs'), runner([...new Set(builtins.map(({ path }) => path))]));
};

const measure = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  const child = fork(join(folder, 'runner.cjs'), {
    env: { PATH: process.env.PATH, ...runtimeVariables('profile', { bundle: folder }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await once(child, 'message');
  const sums = new Map<string, number>();
  for (const [module, time] of Object.entries(timesSchema.parse(message))) {
    const name = module.startsWith('node_modules/') ? packageOf(module) : module;
    sums.set(name, (sums.get(name) ?? 0) + time);
  }
  return sums;
};

const [name = 'pin-conversations'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'profile-'));
try {
  await writeMeasured(folder, name);
  const runs: ReadonlyMap<string, number>[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measure(folder));
  const names = [...new Set(runs.flatMap((run) => [...run.keys()]))];
  const medians = names.map(
    (name) =>
      [
        name,
        quantile(
          runs.map((run) => run.get(name) ?? 0),
          0.5,
        ),
      ] as const,
  );
  const sorted = medians.toSorted(([, a], [, b]) => b - a);
  const total = sorted.reduce((sum, [, time]) => sum + time, 0);
  console.log(`${name}: ${total.toFixed(1)} ms until the handler is loaded; median of ${rounds}, not minified`);
  console.log(`${machineName()}; load ${loadNow()}\n`);
  for (const [name, time] of sorted) console.log(`${time.toFixed(2).padStart(8)} ms  ${name}`);
} finally {
  await rm(folder, { recursive: true });
}
