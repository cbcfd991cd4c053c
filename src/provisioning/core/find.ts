/** Which connector people mean by what they typed after "set up": case, accents, filler words and slips aside. */
import type { ConnectorMatch, ConnectorSummary } from '../contract.ts';
import type { Definition } from './definition.ts';

const FILLER = new Set(['connector', 'connectors', 'the', 'a', 'an', 'integration', 'app']);
const LONGEST_QUERY = 100;

/** One plausible connector is found; two or more are asked back; none: here is what there is. */
export function findConnector(definitions: readonly Definition[], words: string): ConnectorMatch {
  const query = plain(words.slice(0, LONGEST_QUERY));
  const known = definitions.map(summaryOf);
  if (query === '') return { kind: 'unknown', known };
  for (const fits of [isSame, isNear, isPart]) {
    const found = definitions.filter((definition) => namesOf(definition).some((name) => fits(query, name)));
    const [only] = found;
    if (only && found.length === 1) return { kind: 'found', connector: summaryOf(only) };
    if (found.length > 1) return { kind: 'did-you-mean', connectors: found.map(summaryOf) };
  }
  return { kind: 'unknown', known };
}

function summaryOf({ id, title, vendor, purpose }: Definition): ConnectorSummary {
  return { id, title, vendor: vendor.name, purpose };
}

function namesOf({ id, title, vendor, also }: Definition): readonly string[] {
  return [...new Set([id, title, vendor.name, ...also].map(plain))].filter((name) => name !== '');
}

/** Lower case, no accents or punctuation, no filler words. "Microsoft 365 connector" is `microsoft 365`. */
function plain(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !FILLER.has(word));
  return words.join(' ');
}

function isSame(query: string, name: string): boolean {
  return query === name || query.replaceAll(' ', '') === name.replaceAll(' ', '');
}

/** One slip in four letters, at most three. */
function isNear(query: string, name: string): boolean {
  const slips = Math.min(Math.floor(Math.min(query.length, name.length) / 4), 3);
  return distance(query, name, slips) <= slips;
}

/** Every word typed is, give or take a slip, a word of the name: `dxp`, or `microsoft` for two connectors. */
function isPart(query: string, name: string): boolean {
  const parts = name.split(' ');
  return query.split(' ').every((word) => parts.some((part) => part === word || isNear(word, part)));
}

/** Edits between two texts, a swap of neighbours counting as one; `Infinity` when surely more than `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before: readonly number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next.push(
        Math.min(
          cell(above, column) + 1,
          cell(next, column - 1) + 1,
          cell(above, column - 1) + (same ? 0 : 1),
          swapped ? cell(before, column - 2) + 1 : Infinity,
        ),
      );
    }
    before = above;
    above = next;
  }
  return cell(above, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
