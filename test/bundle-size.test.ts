import { describe, expect, test } from 'vitest';
import { type BundleContents, bundleContentsOf } from '#test/bench/bundle-contents';
import { loadApis } from '#test/load-apis';

/** kB that each package may take up in a bundle: what it takes today, rounded up. A package that is not here may not come in. */
const budget: Readonly<Record<string, number>> = {
  '@aws-lambda-powertools/batch': 6,
  '@aws-lambda-powertools/commons': 5,
  '@aws-lambda-powertools/logger': 17,
  '@aws-lambda-powertools/metrics': 11,
  '@aws-sdk/client-secrets-manager': 14,
  '@aws-sdk/core': 22,
  '@aws-sdk/credential-provider-env': 1,
  '@aws-sdk/credential-provider-node': 4,
  '@aws/lambda-invoke-store': 3,
  '@middy/core': 4,
  '@smithy/core': 95,
  '@smithy/node-http-handler': 8,
  '@smithy/signature-v4': 10,
  '@smithy/types': 1,
  'aws-jwt-verify': 22,
  ky: 27,
  own: 52,
  zod: 43,
};

/** kB for a whole bundle. */
const bundleBudget = 336;

const overBudget = ({ packages }: BundleContents): readonly string[] =>
  [...packages].flatMap(([name, bytes]) => {
    const allowed = (budget[name] ?? 0) * 1_000;
    return bytes > allowed ? `${name}: ${bytes} bytes, ${bytes - allowed} more than allowed` : [];
  });

const apis = await loadApis();
const bundles = await Promise.all(
  apis.map(async ({ name }) => ({ name, contents: await bundleContentsOf(`functions/${name}/handler.ts`) })),
);

describe.each(bundles)('$name', ({ name, contents }) => {
  test('keeps to its budget', () => {
    expect({ tooLarge: contents.bytes > bundleBudget * 1_000, grew: overBudget(contents) }).toEqual({
      tooLarge: false,
      grew: [],
    });
  });

  test('holds its own function and shared code, and nothing of another function or the tests', () => {
    const own = contents.modules.filter((module) => !module.startsWith('node_modules/'));
    expect(own.filter((module) => !module.startsWith(`functions/${name}/`) && !module.startsWith('shared/'))).toEqual(
      [],
    );
  });

  test('holds no other way to get credentials than the environment, and no event streams', () => {
    const unused =
      /credential-provider-(?!env|node)|credential-providers|nested-clients|event-streams|\/zod\/v4\/classic/;
    expect(contents.modules.filter((module) => unused.test(module))).toEqual([]);
  });
});

test('what is over its budget is named', () => {
  const packages = new Map([
    ['@aws-lambda-powertools/batch', 6_001],
    ['left-pad', 1],
    ['middy', 0],
  ]);
  expect(overBudget({ bytes: 0, zipBytes: 0, packages, modules: [] })).toEqual([
    '@aws-lambda-powertools/batch: 6001 bytes, 1 more than allowed',
    'left-pad: 1 bytes, 1 more than allowed',
  ]);
});
