/** Finds canaries, and strangers that look like one, in whatever was said, written or answered. */
import type { Canary } from './canaries.ts';
import { bare, Needles } from './needles.ts';

/** Something that may hold no canary, and what to call it. Bytes are read as Latin-1. */
export interface Text {
  readonly place: string;
  readonly text: string;
  /** The answer in which a person was shown a secret: here, and here alone, it may be found. */
  readonly reveal?: boolean;
}

export interface Hit {
  readonly canary: Canary;
  readonly where: Text;
}

/**
 * Entra's secrets have `8Q~` after three characters. Its tokens are JWTs; two parts betray one that was cut. A
 * backslash may stand before any sign.
 */
const SHAPED = /[\w.~\\-]{3}8Q\\*~[\w.~\\-]{30,}|eyJ[\w\\-]{10,}\.eyJ[\w\\-]*(?:\.[\w\\-]+)?/g;

/**
 * One for each time that a canary stands there. Letters and digits alone are compared: JSON, Markdown on cards, labels
 * without Markdown and the two alphabets of base64 differ in what they do to the rest.
 */
export function find(canaries: readonly Canary[], searched: readonly Text[]): readonly Hit[] {
  const needles = new Needles<Canary>();
  for (const canary of canaries) for (const form of formsOf(canary.value)) needles.add(form, canary);
  const values = new Set(canaries.map(({ value }) => bareText(value)));
  return searched.flatMap((where) => {
    const found = needles.in(bare(where.text));
    return [...found, ...strangersIn(where.text, values)].map((canary) => ({ canary, where }));
  });
}

function bareText(text: string): string {
  return bare(text).toString('latin1');
}

function strangersIn(text: string, known: ReadonlySet<string>): Canary[] {
  if (!text.includes('8Q') && !text.includes('eyJ')) return [];
  const shaped = [...text.matchAll(SHAPED)].map(([value]) => value);
  return shaped
    .filter((value) => !known.has(bareText(value)))
    .map((value) => ({ what: 'something shaped like a secret or a token', value }));
}

/** As it is, as hex as PostgreSQL shows bytes, and in base64. */
function formsOf(value: string): readonly string[] {
  const forms = [value, Buffer.from(value).toString('hex'), ...inBase64(value)];
  return [...new Set(forms.map(bareText))];
}

/**
 * In base64 a text looks different at each of three offsets. What its first and last characters share with the
 * neighbours is left out, so that it is also found in the middle of something longer.
 */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${' '.repeat(offset)}${value}`).toString('base64');
    const padding = encoded.indexOf('=');
    return encoded.slice(Math.ceil((offset * 8) / 6), padding === -1 ? undefined : padding - 1);
  });
}
