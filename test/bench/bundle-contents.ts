import { constants, deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundleOptions } from '#test/lambda/build-function';

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

/** Bytes of what stands around the one file of a zip, but for its name, which comes twice: header, sizes, directory, end. */
const zipFrame = 30 + 16 + 46 + 22;

/** Bytes of a zip with one file, as osls packs it: at the fastest level. */
const zipSize = (name: string, content: Uint8Array): number =>
  zipFrame + 2 * name.length + deflateRawSync(content, { level: constants.Z_BEST_SPEED }).byteLength;

/** The package that a module belongs to, the innermost one if packages are nested. */
export const packageOf = (module: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? (module.startsWith('test/') ? 'test' : 'own');

/** Bundles an entry as it is deployed, writes nothing, and tells what is in it. */
export const bundleContentsOf = async (entry: string): Promise<BundleContents> => {
  const { metafile, outputFiles } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: { handler: entry },
    logLevel: 'silent',
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
    zipBytes: zipSize(entry.replace(/\.ts$/, bundleOptions.outExtension['.js']), contents),
    packages: new Map([...packages].toSorted(([, a], [, b]) => b - a)),
    modules: inputs.map(([module]) => module),
  };
};
