/** Every file of a folder, byte for byte: what rows no longer show may still lie in the database's files. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Text } from './find.ts';

export async function everyFile(folder: string): Promise<readonly Text[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      return { place: `file ${relative(folder, path)}`, text: plain.toString('latin1') };
    }),
  );
}
