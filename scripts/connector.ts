/**
 * `npm run connector check FILE...`: whether each file is a definition that can be used, and what it comes to. Reads
 * the files and nothing else. Exits with 0 when all are in order, 1 when one has a problem, 2 when it was not asked
 * for anything.
 */
import { resolve } from 'node:path';
import { checkFile } from './connector/check.ts';

const USAGE = `npm run connector check FILE...

  Checks connector definitions: the shape of each, its permissions against Microsoft's catalogue, and what a
  person would be asked and shown. Nothing is written and no network is used.
`;

/** npm runs this in the project's folder and says here where it was called. */
const calledFrom = process.env['INIT_CWD'] ?? process.cwd();
const [task, ...paths] = process.argv.slice(2);

if (task !== 'check' || paths.length === 0) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const now = Date.now();
  const all = paths.map((path) => checkFile(path, resolve(calledFrom, path), now));
  process.stdout.write(`${all.map(({ text }) => text).join('\n\n')}\n`);
  process.exitCode = all.every(({ ok }) => ok) ? 0 : 1;
}
