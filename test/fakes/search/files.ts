/** Every file of a folder, byte for byte: what rows no longer show may still lie in the database's files. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Text } from './find.ts';

/** But for the files that are as they were `before`, in a folder of the same layout: they hold nothing new. */
export async function everyFile(folder: string, before: string): Promise<readonly Text[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(paths.map((path) => textOf(path, folder, before)));
  return texts.filter((text) => text !== null);
}

async function textOf(path: string, folder: string, before: string): Promise<Text | null> {
  const place = relative(folder, path);
  const bytes = await readFile(path);
  const was = await readFile(join(before, place)).catch(() => null);
  if (was?.equals(bytes) === true) return null;
  const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return { place: `file ${place}`, text: plain.toString('latin1') };
}
