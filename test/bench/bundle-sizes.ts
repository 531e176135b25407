import { type BundleContents, bundleContentsOf } from '#test/bench/bundle-contents';
import { exactly, type Row } from '#test/bench/row';
import { loadApis } from '#test/load-apis';

const kilobytes = (bytes: number) => bytes / 1_000;

/** The packages of a bundle that hold more than they do in the client alone. */
const above = (bundle: BundleContents, client: BundleContents): string =>
  [...bundle.packages]
    .map(([name, bytes]) => [name, kilobytes(bytes - (client.packages.get(name) ?? 0))] as const)
    .filter(([, more]) => more >= 0.5)
    .map(([name, more]) => `${name} ${more.toFixed(1)}`)
    .join(', ');

/** What each function weighs, and what it holds beside the client of the SDK. */
export const measureBundles = async (): Promise<Row[]> => {
  const client = await bundleContentsOf('test/bench/peers/sdk-client.ts');
  const clientSize = `${kilobytes(client.bytes).toFixed(1)} kB`;
  const apis = await loadApis();
  return Promise.all(
    apis.map(async ({ name }): Promise<Row> => {
      const bundle = await bundleContentsOf(`functions/${name}/handler.ts`);
      return {
        figure: `bundle of ${name}`,
        against: `the SDK client alone, ${clientSize}`,
        value: exactly(kilobytes(bundle.bytes)),
        unit: 'kB',
        goal: { most: 230 },
        detail: `zip ${kilobytes(bundle.zipBytes).toFixed(1)} kB; above the client: ${above(bundle, client)}`,
      };
    }),
  );
};
