import { build } from 'esbuild';
import { bundleOptions } from '#shared/deployment/bundle';

/** Bundles a handler file to `handler.mjs` in `outDir` and answers the part of the configuration that loads it. */
export async function buildFunction(handlerFile: string, outDir: string): Promise<{ bundle: string; handler: string }> {
  await build({ ...bundleOptions, entryPoints: { handler: handlerFile }, outdir: outDir });
  return { bundle: outDir, handler: 'handler.handler' };
}
