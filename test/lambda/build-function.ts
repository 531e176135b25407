import { build } from 'esbuild';
import { bundleOptions } from '#shared/deployment/bundle';
import type { FunctionConfiguration } from '#test/lambda/function-configuration';

/** The part of a function's configuration that loads it. */
export type BuiltFunction = Required<Pick<FunctionConfiguration, 'bundle' | 'handler'>>;

/**
 * Bundles a handler file to `handler.mjs` in `outDir` with the deployment's options. Returns the part of the
 * configuration that loads it.
 */
export const buildFunction = async (handlerFile: string, outDir: string): Promise<BuiltFunction> => {
  await build({ ...bundleOptions, entryPoints: { handler: handlerFile }, outdir: outDir });
  return { bundle: outDir, handler: 'handler.handler' };
};
