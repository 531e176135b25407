import { type BuildOptions, build } from 'esbuild';

/** How esbuild bundles a function. Deployments, local runs, tests and the bench use the same options. */
export const bundleOptions = {
  bundle: true,
  // The SDK imports these only to look for credentials outside the environment, where Lambda and local runs put them,
  // and to stream events, which reading a secret does not do.
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
 * @throws esbuild's error when the source does not build
 */
export const bundle = async (handlerFile: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    ...bundleOptions,
    entryPoints: { handler: handlerFile },
    outdir: 'memory',
    write: false,
  });
  const [module] = outputFiles;
  if (module === undefined) throw new Error(`esbuild produced no output for ${handlerFile}.`);
  return module.contents;
};
