import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip } from '#shared/deployment/zip';

const contents = new TextEncoder().encode('export const handler = 1;\n'.repeat(100));

test('holds the file', async () => {
  const packed = await zip('functions/a/handler.mjs', contents);
  const [nameLength, extraLength] = [packed.readUInt16LE(26), packed.readUInt16LE(28)];
  expect(packed.toString('utf8', 30, 30 + nameLength)).toBe('functions/a/handler.mjs');
  expect(inflateRawSync(packed.subarray(30 + nameLength + extraLength))).toEqual(Buffer.from(contents));
});

test('is the same for equal contents at any time', async () => {
  const packed = await zip('handler.mjs', contents);
  const [time, date] = [packed.readUInt16LE(10), packed.readUInt16LE(12)];
  expect({ time, date }).toEqual({ time: 0, date: 0b0000000_0001_00001 });
  expect(await zip('handler.mjs', contents)).toEqual(packed);
});
