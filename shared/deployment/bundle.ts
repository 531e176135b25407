import { type BuildOptions, build } from 'esbuild';

/** How a function is bundled, wherever it runs: deployed, on one's own machine, in tests and in the bench. */
export const bundleOptions = {
  bundle: true,
  // What the SDK loads only where the environment holds no credentials, as it does on Lambda and locally, and for operations
  // that stream events, of which reading a secret is none.
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
    '@smithy/core/event-streams',
  ],
  format: 'esm',
  logLevel: 'silent',
  mainFields: ['module', 'main'],
  minify: true,
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node24',
} satisfies BuildOptions;

/**
 * Bundles a handler into one ES module.
 *
 * @param handlerFile the path of `handler.ts`
 * @throws what esbuild found wrong with the sources
 */
export const bundle = async (handlerFile: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    ...bundleOptions,
    entryPoints: { handler: handlerFile },
    outdir: 'memory',
    write: false,
  });
  const [module] = outputFiles;
  if (module === undefined) throw new Error(`esbuild made nothing of ${handlerFile}.`);
  return module.contents;
};
