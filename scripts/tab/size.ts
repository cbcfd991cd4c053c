/** What the browser has to fetch before it can draw the list. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** Vite's manifest: what each entry is made of. */
type Manifest = Readonly<Record<string, Chunk>>;

/** Names of the scripts that the entry needs before it runs, itself first. */
export function neededScripts(manifest: Manifest, entry: string): readonly string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of manifest[name]?.imports ?? []) visit(next);
  };
  visit(entry);
  return [...seen].flatMap((name) => manifest[name]?.file ?? []);
}

/** Their sizes together, in bytes as gzip packs them. */
export function packedSize(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
}
