import { describe, expect, test } from 'vitest';
import { type BundleContents, functionBundles } from '#test/bench/bundle-contents';
import { loadApis } from '#test/load-apis';

const apis = await loadApis();
const bundles = await functionBundles(apis.map(({ name }) => name));

/** The budget of each package in kB, with some room. A package that is not listed is not allowed. */
const packageBudgets: Readonly<Record<string, number>> = {
  '@aws-lambda-powertools/commons': 5,
  '@aws-lambda-powertools/logger': 18,
  '@aws-lambda-powertools/metrics': 12,
  '@aws-sdk/client-secrets-manager': 15,
  '@aws-sdk/core': 24,
  '@aws-sdk/credential-provider-env': 1,
  '@aws-sdk/credential-provider-node': 4,
  '@aws/lambda-invoke-store': 3,
  '@middy/core': 4,
  '@smithy/core': 100,
  '@smithy/node-http-handler': 8,
  '@smithy/signature-v4': 11,
  '@smithy/types': 1,
  'aws-jwt-verify': 19,
  bundler: 1,
  ky: 28,
  own: 55,
  zod: 31,
};

/** kB of a whole bundle, by the family of the API: the second part of its path. */
const familyBudgets: Readonly<Record<string, number>> = {
  recentcontact: 310,
  group_search: 308,
  user_search: 308,
  group_member_search: 308,
  im_open_search: 308,
};

const overBudget = ({ packages }: Pick<BundleContents, 'packages'>): readonly string[] =>
  [...packages].flatMap(([name, bytes]) => {
    const allowed = (packageBudgets[name] ?? 0) * 1_000;
    return bytes > allowed ? `${name}: ${bytes} bytes, ${bytes - allowed} more than allowed` : [];
  });

const empty: BundleContents = { bytes: Number.NaN, packages: new Map(), modules: [], imports: [] };

describe.each(apis)('$name', ({ name, path }) => {
  const contents = bundles.get(name) ?? empty;

  test('stays within the budget of its family and of each package', () => {
    const [, , family = ''] = path.split('/');
    expect(overBudget(contents)).toEqual([]);
    expect(contents.bytes).toBeLessThan((familyBudgets[family] ?? 0) * 1_000);
  });

  test('is all named, and loads nothing else', () => {
    expect([...contents.packages.values()].reduce((sum, bytes) => sum + bytes, 0)).toBe(contents.bytes);
    expect(contents.imports).toEqual([]);
  });

  test('contains its own function and shared code, but nothing of other functions or tests', () => {
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
    ['@aws-lambda-powertools/commons', 5_001],
    ['left-pad', 1],
    ['middy', 0],
  ]);
  expect(overBudget({ packages })).toEqual([
    '@aws-lambda-powertools/commons: 5001 bytes, 1 more than allowed',
    'left-pad: 1 bytes, 1 more than allowed',
  ]);
});
