import { type BuildOptions, build } from 'esbuild';

/** How functions are bundled for deployment: `custom.esbuild` of serverless.yml in esbuild's own terms. */
export const bundleOptions = {
  bundle: true,
  define: { ReadableStream: 'undefined' },
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
    '@smithy/core/event-streams',
  ],
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node24',
} satisfies BuildOptions;

/** Bundles a handler file to `handler.cjs` in `outDir` and answers the part of the configuration that loads it. */
export async function buildFunction(handlerFile: string, outDir: string): Promise<{ bundle: string; handler: string }> {
  await build({ ...bundleOptions, entryPoints: { handler: handlerFile }, outdir: outDir, logLevel: 'silent' });
  return { bundle: outDir, handler: 'handler.handler' };
}
