/** The list as a table for a spreadsheet, in which nothing is taken for a formula. */
import { stringify } from 'csv-stringify/sync';
import type { RegistrationLine } from '../../provisioning/contract/register.ts';

type Cell = string | number | null;

/** What is given out, and nothing else of a line. */
const COLUMNS: readonly (readonly [string, (line: RegistrationLine) => Cell])[] = [
  ['Connector', ({ connectorTitle }) => connectorTitle],
  ['Name', ({ name }) => name],
  ['State', ({ state }) => state],
  ['What is the matter', ({ why }) => why?.what ?? null],
  ['Permissions granted', ({ permissions }) => permissions.granted],
  ['Permissions planned', ({ permissions }) => permissions.planned],
  ['Next lapse', ({ nextLapse }) => nextLapse?.ends ?? null],
  ['What lapses', ({ nextLapse }) => nextLapse?.label ?? null],
  ['Kind', ({ nextLapse }) => nextLapse?.kind ?? null],
  ['Lapses in all', ({ lapses }) => lapses],
  ['Owner', ({ owner }) => owner],
  ['Last checked', ({ checkedAt }) => checkedAt],
  ['Last changed', ({ updatedAt }) => updatedAt],
  ['Application id', ({ appId }) => appId],
  ['Registration id', ({ id }) => id],
];

/** Lines that are put into one piece of the answer. */
const AT_ONCE = 200;
/** More than a cell of Excel holds. */
const LONGEST = 32_000;
/**
 * What makes a spreadsheet compute, in the width of Asian scripts as well, and after blanks, which some of them skip
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const COMPUTES = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** In pieces, the first of which says that it is UTF-8 and comes when something has been read. */
export async function* csvOf(lines: AsyncIterable<RegistrationLine>): AsyncIterable<string> {
  let some: Cell[][] = [COLUMNS.map(([title]) => title)];
  let before = '\uFEFF';
  for await (const line of lines) {
    some.push(COLUMNS.map(([, read]) => read(line)));
    if (some.length < AT_ONCE) continue;
    yield before + rows(some);
    [some, before] = [[], ''];
  }
  if (some.length > 0) yield before + rows(some);
}

function rows(cells: readonly (readonly Cell[])[]): string {
  return stringify(
    cells.map((row) => row.map(safe)),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
}

/** As text that computes nothing. */
export function safe(cell: Cell): string {
  const text = String(cell ?? '')
    .replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '')
    .slice(0, LONGEST);
  return COMPUTES.test(text) ? `'${text}` : text;
}
