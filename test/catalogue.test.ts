/** Every failure says what happened, why, and what to do, in the tone of the house. */
import { describe, expect, test } from '@jest/globals';
import { FAILURES } from '../src/provisioning/errors.ts';
import type { FailureTable, FailureText } from '../src/provisioning/errors/shape.ts';
import { files } from './repository.ts';

const codes = Object.entries<FailureText>(FAILURES as FailureTable);
const texts = codes.flatMap(([code, { what, why, fix }]) =>
  Object.entries({ what, why, fix }).map(([part, text]) => ({ at: `${code}.${part}`, text })),
);

function breaking(rule: (text: string) => boolean): string[] {
  return texts.filter(({ text }) => !rule(text)).map(({ at, text }) => `${at}: ${text}`);
}

describe('failure catalogue', () => {
  test('no text is empty or padded', () => {
    expect(breaking((text) => text !== '' && text === text.trim())).toEqual([]);
  });

  test('every text ends with a full stop, but for the lines of a list of checks', () => {
    const open = texts
      .filter(({ at, text }) => !text.endsWith('.') && !isLine(at) && !endsInFact(text))
      .map(({ at, text }) => `${at}: ${text}`);
    expect(open).toEqual([]);
  });

  test('no text shouts or begs', () => {
    expect(breaking((text) => !text.includes('!') && !/\b(please|sorry|oops)\b/i.test(text))).toEqual([]);
  });

  test('braces hold the name of a fact and nothing else', () => {
    expect(breaking((text) => !/[{}]/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  test('the fix is more than the finding said again', () => {
    const echoes = codes
      .filter(([, { what, why, fix }]) => fix === what || fix === why)
      .map(([code]) => code);
    expect(echoes).toEqual([]);
  });

  test('codes are written alike', () => {
    expect(codes.map(([code]) => code).filter((code) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code))).toEqual(
      [],
    );
  });

  test('every table is in the catalogue and no code is in two', async () => {
    const paths = files('src/provisioning/errors', '.ts').filter((file) => !file.endsWith('/shape.ts'));
    const tables = await Promise.all(paths.map((path) => import(`../${path}`) as Promise<object>));
    const written = tables.flatMap((table) => Object.values(table) as FailureTable[]).flatMap(Object.keys);
    expect(written.sort()).toEqual(codes.map(([code]) => code).sort());
  });
});

/** What a check found is one line of a list, beside its mark: `CHECK_NAME_FREE.what`. */
function isLine(at: string): boolean {
  return at.startsWith('CHECK_') && at.endsWith('.what');
}

/** A list after a colon, or a whole sentence chosen by the caller. */
function endsInFact(text: string): boolean {
  return /(^|: )\{\w+\}$/.test(text);
}
