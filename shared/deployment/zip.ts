import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/**
 * The earliest date of the zip format. It is fixed because the framework skips a deployment only if the zips are equal.
 */
const mtime = new Date(1980, 0, 1);

/**
 * Packs files into a zip. Equal files in the same order give equal bytes.
 *
 * @param files the contents by path inside the zip
 */
export const zip = (files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> => {
  const archive = new ZipFile();
  for (const [path, contents] of files) {
    archive.addBuffer(Buffer.from(contents), path, { mtime, mode: 0o100644, compressionLevel: 9 });
  }
  archive.end();
  return buffer(archive.outputStream);
};
