import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { bundleOptions } from '#shared/deployment/bundle';

const root = new URL('../../', import.meta.url).pathname;

/** The contents of a bundle. */
export interface BundleContents {
  readonly bytes: number;
  /**
   * Bytes by package, the largest first. Our own code is `own`, and `bundler` is what the bundler adds: imports, exports
   * and licences. So the sum is the whole bundle.
   */
  readonly packages: ReadonlyMap<string, number>;
  /** The paths of its modules, from the root of the repository. */
  readonly modules: readonly string[];
  /** What it loads with itself, except Node's own modules. */
  readonly imports: readonly string[];
}

/** The package that a module belongs to, the innermost one if packages are nested. */
export const packageOf = (module: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? (module.startsWith('test/') ? 'test' : 'own');

/**
 * Bundles entries with the deployment's options, writes nothing, and returns the contents of each bundle by the name of its
 * entry.
 *
 * @param entries the paths of the entries by name, from the root of the repository
 */
export const bundleContentsOf = async (
  entries: Readonly<Record<string, string>>,
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
    Object.entries(metafile.outputs).map(([path, { bytes, imports, inputs }]) => {
      const packages = new Map([['bundler', bytes]]);
      const add = (name: string, more: number) => packages.set(name, (packages.get(name) ?? 0) + more);
      for (const [module, { bytesInOutput }] of Object.entries(inputs)) {
        add(packageOf(module), bytesInOutput);
        add('bundler', -bytesInOutput);
      }
      const contents = {
        bytes,
        packages: new Map([...packages].toSorted(([, a], [, b]) => b - a)),
        modules: Object.keys(inputs),
        imports: imports.flatMap(({ kind, path }) => (kind === 'dynamic-import' || isBuiltin(path) ? [] : [path])),
      };
      return [path.replace(/^nowhere\/|\.mjs$/g, ''), contents];
    }),
  );
};

/** The contents of each function's bundle, by its name. */
export const functionBundles = (names: readonly string[]): Promise<ReadonlyMap<string, BundleContents>> =>
  bundleContentsOf(Object.fromEntries(names.map((name) => [name, `functions/${name}/handler.ts`])));
