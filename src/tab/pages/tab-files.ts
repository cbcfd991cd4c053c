/**
 * The tab's page as it was built, served out of a folder. Its names are read once, and an address is looked up among
 * them: no path of a request reaches the disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface TabFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Compressed; null where that gains nothing. */
  readonly gzip: Uint8Array | null;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
};
const COMPRESSED = new Set(['js', 'css', 'json', 'svg']);

export class TabFiles {
  readonly #folder: string | null;
  #names: ReadonlySet<string>;
  readonly #read = new Map<string, TabFile>();

  constructor(folder: string | null) {
    this.#folder = folder;
    this.#names = namesIn(folder);
  }

  /** With `/` between folders. Looks again while there is nothing: it may be built by now. */
  has(name: string): boolean {
    if (this.#names.size === 0) this.#names = namesIn(this.#folder);
    return this.#names.has(name);
  }

  /** Undefined for a name that is none of them. */
  file(name: string): TabFile | undefined {
    if (this.#folder === null || !this.has(name)) return undefined;
    const known = this.#read.get(name) ?? readFile(join(this.#folder, name));
    this.#read.set(name, known);
    return known;
  }
}

function readFile(path: string): TabFile {
  const ending = endingOf(path);
  const bytes = readFileSync(path);
  return { type: TYPES[ending] ?? '', bytes, gzip: COMPRESSED.has(ending) ? gzipSync(bytes) : null };
}

/** None when there is no folder. Links, and kinds of files no page has, are left out. */
function namesIn(folder: string | null): ReadonlySet<string> {
  if (folder === null) return new Set();
  try {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile() && Object.hasOwn(TYPES, endingOf(entry.name)));
    return new Set(
      files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
    );
  } catch {
    return new Set();
  }
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
