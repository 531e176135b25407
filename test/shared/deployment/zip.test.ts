import { expect, test } from 'vitest';
import { zip } from '#shared/deployment/zip';
import { unzip } from '#test/package/unzip';

const files = new Map(
  ['handler', 'load-balancer-verifier'].map((name) => [
    `functions/a/${name}.mjs`,
    new TextEncoder().encode(`export const name = '${name}';\n`.repeat(100)),
  ]),
);

test('holds the files, in their order', async () => {
  const packed = unzip(await zip(files));
  expect([...packed.keys()]).toEqual([...files.keys()]);
  for (const [path, contents] of files) expect(packed.get(path)).toEqual(Buffer.from(contents));
});

test('is the same for equal contents at any time', async () => {
  const packed = await zip(files);
  const [time, date] = [packed.readUInt16LE(10), packed.readUInt16LE(12)];
  expect({ time, date }).toEqual({ time: 0, date: 0b0000000_0001_00001 });
  expect(await zip(files)).toEqual(packed);
});
