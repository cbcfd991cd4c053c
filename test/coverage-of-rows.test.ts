/** Each row of the vendor's document, and each rule common to all vendors, is held by a test that begins with its id. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

/** The first argument of a call: behind its bracket, or on the next line. */
const TITLE = /\((?:\r?\n)?\s*['"`]([NAJCSX]\d+): /g;
/** How many rows each vendor's document has, and the rules common to all (X). */
const ROWS = { N: 33, A: 24, J: 13, C: 25, S: 18, X: 5 };
const EVERY = Object.entries(ROWS).flatMap(([letter, last]) =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
);

async function titledRows(): Promise<Set<string>> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(files.map((name) => readFile(`${folder}${name}`, 'utf8')));
  return new Set(texts.flatMap(rowsIn));
}

function rowsIn(text: string): string[] {
  return [...text.matchAll(TITLE)].map(([, row = '']) => row);
}

test('every row has a test', async () => {
  const titled = await titledRows();
  expect(EVERY.filter((row) => !titled.has(row))).toEqual([]);
});

test('no test names a row that does not exist', async () => {
  const rows = new Set(EVERY);
  expect([...(await titledRows())].filter((row) => !rows.has(row))).toEqual([]);
});

test('a row in a comment or in passing does not count', () => {
  expect(rowsIn("// N7: later\nexpect(title).toBe('see N8: there');")).toEqual([]);
  expect(rowsIn("test('N9: years', () => {})\ntest.each([1])(\n  'N10: both',")).toEqual(['N9', 'N10']);
});
