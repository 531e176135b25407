import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** How esbuild bundles a function. Deployments, local runs, tests and the bench use the same options. */
export const bundleOptions = {
  // Only functions behind a load balancer verify its tokens, so the verifier is a file that the others do not read. The
  // option `splitting` would make a third file of one line, which every start reads.
  alias: { '#shared/middleware/load-balancer-verifier': './load-balancer-verifier.mjs' },
  bundle: true,
  // The SDK imports these only to look for credentials outside the environment, where Lambda and local runs put them,
  // and to stream events, which reading a secret does not do.
  external: [
    './load-balancer-verifier.mjs',
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

const verifierFile = fileURLToPath(new URL('../middleware/load-balancer-verifier.ts', import.meta.url));

/**
 * The entry points of a function: `handler.mjs`, and beside it `load-balancer-verifier.mjs`, which the handler imports
 * only where a load balancer is configured.
 *
 * @param handlerFile the path of `handler.ts`
 * @param folder the folder of the bundle, if several are built at once
 */
export const entryPointsOf = (handlerFile: string, folder = '.'): Record<string, string> => ({
  [`${folder}/handler`]: handlerFile,
  [`${folder}/load-balancer-verifier`]: verifierFile,
});

/**
 * Bundles a handler into ES modules. Returns their contents by file name; `handler.mjs` is the one to call.
 *
 * @param handlerFile the path of `handler.ts`
 * @throws esbuild's error when the source does not build
 */
export const bundle = async (handlerFile: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { outputFiles } = await build({
    ...bundleOptions,
    entryPoints: entryPointsOf(handlerFile),
    outdir: 'memory',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
};
