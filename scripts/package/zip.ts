/** A zip whose bytes depend on the files in it alone: no clock, no folder, no user. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { PackedFile } from './contents.ts';

/** The first day a zip can name. In local time, since that is how yazl writes it down. */
const ALWAYS = new Date(1980, 0, 1);
const MODE = 0o100644;

export function zipOf(files: readonly PackedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of files)
    zip.addBuffer(bytes, name, { mtime: ALWAYS, mode: MODE, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
