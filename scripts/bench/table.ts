/** Rows as a table of plain text: one column for each name found in any row, numbers to the right. */

export type Row = Readonly<Record<string, string | number | boolean | null>>;

export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) return '(no rows)';
  const columns = names.map((name) => {
    const cells = [name, ...rows.map((row) => text(row[name]))];
    const width = Math.max(...cells.map((cell) => cell.length));
    const numeric = rows.every((row) => typeof row[name] === 'number' || row[name] === undefined);
    return cells.map((cell) => (numeric ? cell.padStart(width) : cell.padEnd(width)));
  });
  const lines = rows.map((_, at) => columns.map((column) => column[at + 1]).join('  '));
  const heading = columns.map((column) => column[0]).join('  ');
  return [heading, heading.replace(/[^ ]/g, '-'), ...lines].map((line) => line.trimEnd()).join('\n');
}

function text(value: Row[string] | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value);
}
