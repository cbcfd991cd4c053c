/**
 * `npm run bench NAME [-- --json]`: runs bench/NAME.ts and prints its rows as a table. With --json one more line
 * comes last: {"bench":NAME,"rows":[...]}.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { table, type Row } from './bench/table.ts';
import { root } from './folders.ts';

/** What a bench file exports by default. */
export type Bench = (options: { readonly json: boolean }) => Promise<{ readonly rows: readonly Row[] }>;

const folder = join(root, 'bench');
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
  : [];

const json = process.argv.includes('--json');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';

if (names.includes(name)) {
  const { default: bench } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as {
    default: Bench;
  };
  const { rows } = await bench({ json });
  process.stdout.write(`${table(rows)}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ bench: name, rows })}\n`);
} else {
  process.stderr.write(`There is no bench "${name}". Benches: ${names.join(', ') || 'none yet'}.\n`);
  process.exitCode = 1;
}
