import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip has no dates before 1980: the framework takes the same contents for unchanged only if the zip is the same. */
const mtime = new Date(1980, 0, 1);

/**
 * Packs one file into a zip, the same bytes for the same contents.
 *
 * @param path where it is in the zip
 */
export const zip = (path: string, contents: Uint8Array): Promise<Buffer> => {
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from(contents), path, { mtime, mode: 0o100644, compressionLevel: 9 });
  archive.end();
  return buffer(archive.outputStream);
};
