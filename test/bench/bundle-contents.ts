import { build } from 'esbuild';
import { bundleOptions } from '#shared/deployment/bundle';

const root = new URL('../../', import.meta.url).pathname;

/** The contents of a bundle. */
export interface BundleContents {
  readonly bytes: number;
  /** Bytes by package, the largest first; our own code is `own`. */
  readonly packages: ReadonlyMap<string, number>;
  /** The paths of its modules, from the root of the repository. */
  readonly modules: readonly string[];
}

/** The package that a module belongs to, the innermost one if packages are nested. */
export const packageOf = (module: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? (module.startsWith('test/') ? 'test' : 'own');

/**
 * Bundles entries with the deployment's options, writes nothing, and returns the contents of each bundle.
 *
 * @param entries the paths of the entries by name, from the root of the repository
 */
export const bundleContentsOf = async <Name extends string>(
  entries: Readonly<Record<Name, string>>,
): Promise<ReadonlyMap<string, BundleContents>> => {
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: entries,
    metafile: true,
    outdir: 'nowhere',
    write: false,
  });
  return new Map(
    Object.entries(metafile.outputs).map(([path, { bytes, inputs }]) => {
      const packages = new Map<string, number>();
      for (const [module, { bytesInOutput }] of Object.entries(inputs)) {
        const name = packageOf(module);
        packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
      }
      const sorted = new Map([...packages].toSorted(([, a], [, b]) => b - a));
      return [path.replace(/^.*\/|\.mjs$/g, ''), { bytes, packages: sorted, modules: Object.keys(inputs) }];
    }),
  );
};

/** The contents of each function's bundle, by its name. */
export const functionBundles = (names: readonly string[]): Promise<ReadonlyMap<string, BundleContents>> =>
  bundleContentsOf(Object.fromEntries(names.map((name) => [name, `functions/${name}/handler.ts`])));
