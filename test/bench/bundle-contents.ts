import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { bundleOptions, entryPointsOf } from '#shared/deployment/bundle';

const root = new URL('../../', import.meta.url).pathname;

/** The contents of a bundle, which is one file. */
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

/** The bundles of a function. */
export interface FunctionBundles {
  /** `handler.mjs`, which is all that a start loads. */
  readonly start: BundleContents;
  /** What a start loads besides where a load balancer is configured. */
  readonly withLoadBalancer: BundleContents;
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

/** The bundles of each function, by its name. */
export const functionBundles = async (names: readonly string[]): Promise<ReadonlyMap<string, FunctionBundles>> => {
  const entries = names.flatMap((name) => Object.entries(entryPointsOf(`functions/${name}/handler.ts`, name)));
  const bundles = await bundleContentsOf(Object.fromEntries(entries));
  const bundleOf = (path: string): BundleContents => {
    const contents = bundles.get(path);
    if (contents) return contents;
    throw new Error(`The build made no ${path}.`);
  };
  return new Map(
    names.map((name) => [
      name,
      { start: bundleOf(`${name}/handler`), withLoadBalancer: bundleOf(`${name}/load-balancer-verifier`) },
    ]),
  );
};
