import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** The most colours of a palette. */
const mostColours = 256;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const chunksOf = (png: Buffer): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
};

const writeChunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};

/** Predicts a byte from its neighbours as PNG's filter `kind` does. */
const predict = (kind: number, [left, up, corner]: readonly [number, number, number]): number => {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};

/** Reverses the filter of a row. A row starts with a pixel of zeros, so that each byte has a left neighbour. */
const unfilter = (filtered: Buffer, above: Buffer, bytes: number): Buffer => {
  const [kind = 0] = filtered;
  const row = Buffer.alloc(above.length);
  for (let at = bytes; at < row.length; at += 1) {
    const [left = 0, up = 0, corner = 0] = [row[at - bytes], above[at], above[at - bytes]];
    row[at] = (filtered[at - bytes + 1] ?? 0) + predict(kind, [left, up, corner]);
  }
  return row;
};

/** The pixels of a picture as 24-bit numbers, row by row. */
const pixelsOf = (data: Buffer, width: number, bytes: number): readonly number[] => {
  const stride = width * bytes + 1;
  const pixels: number[] = [];
  let row: Buffer = Buffer.alloc(width * bytes + bytes);
  for (let start = 0; start < data.length; start += stride) {
    row = unfilter(data.subarray(start, start + stride), row, bytes);
    for (let x = 1; x <= width; x += 1) pixels.push(row.readUIntBE(x * bytes, 3));
  }
  return pixels;
};

const distance = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

/** Drops each colour that is within `least` of one that is kept. */
const thin = (colours: readonly number[], least: number): readonly number[] => {
  const kept: number[] = [];
  for (const colour of colours) if (kept.every((other) => distance(colour, other) > least)) kept.push(colour);
  return kept;
};

/** Chooses the colours of the palette: the frequent ones, and rare ones that differ from all others. */
const paletteOf = (colours: readonly number[]): readonly number[] => {
  let palette = colours;
  for (let least = 3; palette.length > mostColours; least *= 1.5) palette = thin(palette, least);
  return palette;
};

const nearest = (palette: readonly number[], colour: number): number => {
  const distances = palette.map((kept) => distance(kept, colour));
  return distances.indexOf(Math.min(...distances));
};

/**
 * Rewrites a screenshot by Chromium (opaque, 8 bits a channel) with a palette, which takes a third of the bytes. The page has few
 * colours, so no difference can be seen.
 */
export const shrinkPng = (png: Buffer): Buffer => {
  const chunks = chunksOf(png);
  const header = Buffer.from(chunks.find(({ type }) => type === 'IHDR')?.data ?? []);
  const [width, height, bytes] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = pixelsOf(inflateSync(packed), width, bytes);
  const colours = [...Map.groupBy(pixels, (pixel) => pixel)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const palette = paletteOf(colours.map(([colour]) => colour));
  const places = new Map(colours.map(([colour]) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (const [index, pixel] of pixels.entries()) {
    rows[Math.floor(index / width) + index + 1] = places.get(pixel) ?? 0;
  }
  header[9] = 3;
  return Buffer.concat([
    signature,
    writeChunk('IHDR', header),
    writeChunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    writeChunk('IDAT', deflateSync(rows, { level: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
};
