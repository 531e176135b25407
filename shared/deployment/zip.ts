import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/**
 * The earliest date of the zip format. It is fixed because the framework skips a deployment only if the zips are equal.
 */
const mtime = new Date(1980, 0, 1);

/**
 * Packs one file into a zip. Equal contents give equal bytes.
 *
 * @param path the file's path inside the zip
 */
export const zip = (path: string, contents: Uint8Array): Promise<Buffer> => {
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from(contents), path, { mtime, mode: 0o100644, compressionLevel: 9 });
  archive.end();
  return buffer(archive.outputStream);
};
