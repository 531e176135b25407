import { describe, expect, test } from 'vitest';
import { type BundleContents, functionBundles } from '#test/bench/bundle-contents';
import { loadApis } from '#test/load-apis';

const apis = await loadApis();
const bundles = await functionBundles(apis.map(({ name }) => name));

type Budgets = Readonly<Record<string, number>>;

/** The budget of each package at a start in kB, with some room. A package that is not listed is not allowed. */
const startBudgets: Budgets = {
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
  bundler: 1,
  ky: 28,
  own: 55,
  zod: 31,
};

/** The same for what is loaded besides where a load balancer is configured. */
const loadBalancerBudgets: Budgets = {
  'aws-jwt-verify': 19,
  bundler: 1,
  own: 2,
};

/** kB of a whole start, by the family of the API: the second part of its path. */
const familyBudgets: Budgets = {
  recentcontact: 297,
  group_search: 295,
  user_search: 295,
  group_member_search: 295,
  im_open_search: 295,
};

const overBudget = ({ packages }: Pick<BundleContents, 'packages'>, budgets: Budgets): readonly string[] =>
  [...packages].flatMap(([name, bytes]) => {
    const allowed = (budgets[name] ?? 0) * 1_000;
    return bytes > allowed ? `${name}: ${bytes} bytes, ${bytes - allowed} more than allowed` : [];
  });

const empty: BundleContents = { bytes: Number.NaN, packages: new Map(), modules: [], imports: [] };
const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);

describe.each(apis)('$name', ({ name, path }) => {
  const { start, withLoadBalancer } = bundles.get(name) ?? { start: empty, withLoadBalancer: empty };

  test('stays within the budget of its family and of each package', () => {
    const [, , family = ''] = path.split('/');
    expect(overBudget(start, startBudgets)).toEqual([]);
    expect(start.bytes).toBeLessThan((familyBudgets[family] ?? 0) * 1_000);
    expect(overBudget(withLoadBalancer, loadBalancerBudgets)).toEqual([]);
  });

  test('is all named, and loads nothing else at its start', () => {
    expect(sumOf(start.packages.values())).toBe(start.bytes);
    expect(sumOf(withLoadBalancer.packages.values())).toBe(withLoadBalancer.bytes);
    expect([...start.imports, ...withLoadBalancer.imports]).toEqual([]);
  });

  test('has no module twice, so each class is one class', () => {
    expect(withLoadBalancer.modules.filter((module) => start.modules.includes(module))).toEqual([]);
  });

  test('contains its own function and shared code, but nothing of other functions or tests', () => {
    const own = [...start.modules, ...withLoadBalancer.modules].filter((module) => !module.startsWith('node_modules/'));
    expect(own.filter((module) => !module.startsWith(`functions/${name}/`) && !module.startsWith('shared/'))).toEqual(
      [],
    );
  });

  test('holds no other way to get credentials than the environment, and no event streams', () => {
    const unused =
      /credential-provider-(?!env|node)|credential-providers|nested-clients|event-streams|\/zod\/v4\/classic/;
    expect(start.modules.filter((module) => unused.test(module))).toEqual([]);
  });
});

test('what is over its budget is named', () => {
  const packages = new Map([
    ['@aws-lambda-powertools/commons', 5_001],
    ['aws-jwt-verify', 1],
    ['middy', 0],
  ]);
  expect(overBudget({ packages }, startBudgets)).toEqual([
    '@aws-lambda-powertools/commons: 5001 bytes, 1 more than allowed',
    'aws-jwt-verify: 1 bytes, 1 more than allowed',
  ]);
});
