import { bundleContentsOf, functionBundles } from '#test/bench/bundle-contents';
import { exactly, type Row } from '#test/bench/row';
import { loadApis } from '#test/load-apis';

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

const listOf = (sizes: Iterable<readonly [name: string, bytes: number]>): string =>
  [...sizes].map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ');

/** The size of the largest bundle, by package, and of the others. */
export const measureBundles = async (): Promise<Row[]> => {
  const clients = await bundleContentsOf({ client: 'test/bench/peers/sdk-client.ts' });
  const bundles = await functionBundles((await loadApis()).map(({ name }) => name));
  const [largest, ...others] = [...bundles].toSorted(([, a], [, b]) => b.bytes - a.bytes);
  if (!largest) throw new Error('There is no function.');
  const [name, { bytes, packages }] = largest;
  return [
    {
      figure: `largest bundle of ${bundles.size}, ${name}`,
      against: `the SDK client alone, ${kilobytes(clients.get('client')?.bytes ?? 0)} kB`,
      value: exactly(bytes / 1_000),
      unit: 'kB',
      goal: { most: 310 },
      detail: `${listOf(packages)}. The others: ${listOf(others.map(([other, contents]) => [other, contents.bytes]))}`,
    },
  ];
};
