import { build } from 'esbuild';
import { bundleOptions } from '#shared/deployment/bundle';
import { zip } from '#shared/deployment/zip';

const root = new URL('../../', import.meta.url).pathname;

/** What is in a bundle. */
export interface BundleContents {
  readonly bytes: number;
  /** Bytes of the zip in which it is deployed. */
  readonly zipBytes: number;
  /** Bytes by package, the largest first; our own code is `own`. */
  readonly packages: ReadonlyMap<string, number>;
  /** The paths of its modules, from the root of the repository. */
  readonly modules: readonly string[];
}

/** The package that a module belongs to, the innermost one if packages are nested. */
export const packageOf = (module: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? (module.startsWith('test/') ? 'test' : 'own');

/** Bundles an entry as it is deployed, writes nothing, and tells what is in it. */
export const bundleContentsOf = async (entry: string): Promise<BundleContents> => {
  const { metafile, outputFiles } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: { handler: entry },
    metafile: true,
    outdir: 'nowhere',
    write: false,
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const packages = new Map<string, number>();
  for (const [module, { bytesInOutput }] of inputs) {
    const name = packageOf(module);
    packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
  }
  return {
    bytes: contents.byteLength,
    zipBytes: (await zip(entry.replace(/\.ts$/, '.mjs'), contents)).byteLength,
    packages: new Map([...packages].toSorted(([, a], [, b]) => b - a)),
    modules: inputs.map(([module]) => module),
  };
};
