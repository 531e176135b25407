import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { clientBundleOptions } from '#test/client-package/build-client-package';

test('the client is small and brings neither a library nor the code of the functions', async () => {
  const { metafile, outputFiles } = await build({
    ...clientBundleOptions,
    minify: true,
    metafile: true,
    write: false,
  });
  const outside = Object.keys(metafile.inputs).filter((module) => !module.startsWith('shared/client/'));
  expect(outside.toSorted()).toEqual(['shared/chat/item-results.ts', 'shared/json/is-record.ts']);
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.toSorted()).toEqual(['@aws-sdk/client-lambda', 'node:timers/promises']);
  console.log(`The client is ${outputFiles[0]?.contents.length} bytes, minified.`);
  expect(outputFiles[0]?.contents.length).toBeLessThan(6_000);
});
