/** Whether the page in dist/tab is the one that its sources make. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../folders.ts';

/** Where it is built to, and served from. */
export const BUILT = join(root, 'dist', 'tab');
const MARKER = join(root, 'dist', 'tab.built');
/** What decides how it comes out. The types it shares with the server are gone by then. */
const SOURCES = ['src/tab/client', 'scripts/tab', 'package-lock.json'];

export function isBuilt(): boolean {
  const isThere = existsSync(join(BUILT, 'index.html')) && existsSync(MARKER);
  return isThere && readFileSync(MARKER, 'utf8').trim() === hashOfSources();
}

export function noteBuilt(): void {
  mkdirSync(dirname(MARKER), { recursive: true });
  writeFileSync(MARKER, `${hashOfSources()}\n`);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(source)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** From the root, in order: a file itself, or all that is in a folder. */
function filesOf(path: string): string[] {
  if (path.endsWith('.json')) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries
    .flatMap((entry) => (entry.isDirectory() ? filesOf(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
    .sort();
}
