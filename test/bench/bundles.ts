import { bundleContentsOf, functionBundles } from '#test/bench/bundle-contents';
import { exactly, type Row } from '#test/bench/row';
import { loadApis } from '#test/load-apis';

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

const listOf = (sizes: Iterable<readonly [name: string, bytes: number]>): string =>
  [...sizes].map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ');

/** The size of what the largest function loads at its start and with a load balancer, by package, and of the others. */
export const measureBundles = async (): Promise<Row[]> => {
  const clients = await bundleContentsOf({ client: 'test/bench/peers/sdk-client.ts' });
  const bundles = await functionBundles((await loadApis()).map(({ name }) => name));
  const [largest, ...others] = [...bundles].toSorted(([, a], [, b]) => b.start.bytes - a.start.bytes);
  if (!largest) throw new Error('There is no function.');
  const [name, { start, withLoadBalancer }] = largest;
  const otherSizes = others.map(([other, bundle]) => [other, bundle.start.bytes] as const);
  return [
    {
      figure: `loaded at the start of the largest of ${bundles.size} functions, ${name}`,
      against: `the SDK client alone, ${kilobytes(clients.get('client')?.bytes ?? 0)} kB`,
      value: exactly(start.bytes / 1_000),
      unit: 'kB',
      goal: { most: 310 },
      detail: `${listOf(start.packages)}. The others: ${listOf(otherSizes)}`,
    },
    {
      figure: 'loaded besides where a load balancer is configured',
      against: 'a start without one, which does not load it',
      value: exactly(withLoadBalancer.bytes / 1_000),
      unit: 'kB',
      detail: listOf(withLoadBalancer.packages),
    },
  ];
};
