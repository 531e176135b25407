import { build } from 'esbuild';
import { bundleOptions, entryPointsOf } from '#shared/deployment/bundle';
import type { FunctionConfiguration } from '#test/lambda/function-configuration';

/** The part of a function's configuration that loads it. */
export type BuiltFunction = Required<Pick<FunctionConfiguration, 'bundle' | 'handler'>>;

/**
 * Bundles a handler file to `handler.mjs` in `outDir`, and what it loads later beside it, with the deployment's options.
 * Returns the part of the configuration that loads it.
 */
export const buildFunction = async (handlerFile: string, outDir: string): Promise<BuiltFunction> => {
  await build({ ...bundleOptions, entryPoints: entryPointsOf(handlerFile), outdir: outDir });
  return { bundle: outDir, handler: 'handler.handler' };
};
