import { type BundleContents, bundleContentsOf, functionBundles } from '#test/bench/bundle-contents';
import { exactly, type Row } from '#test/bench/row';
import { loadApis } from '#test/load-apis';

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

const byPackage = ({ packages }: BundleContents): string =>
  [...packages].map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ');

/** The size of each function's bundle, by package. */
export const measureBundles = async (): Promise<Row[]> => {
  const clients = await bundleContentsOf({ client: 'test/bench/peers/sdk-client.ts' });
  const against = `the SDK client alone, ${kilobytes(clients.get('client')?.bytes ?? 0)} kB`;
  const bundles = await functionBundles((await loadApis()).map(({ name }) => name));
  return [...bundles].map(([name, bundle]) => ({
    figure: `bundle of ${name}`,
    against,
    value: exactly(bundle.bytes / 1_000),
    unit: 'kB',
    goal: { most: 310 },
    detail: byPackage(bundle),
  }));
};
