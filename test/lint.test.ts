/** The rules of the house fire where they should, and say where the thing belongs. One ESLint for all cases. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');

const CASES: readonly (readonly [file: string, code: string, says: string])[] = [
  ['src/provisioning/core/ids.ts', 'export const now = (): number => Date.now();', 'Time is an argument'],
  ['src/provisioning/core/ids.ts', 'export const now = (): Date => new Date();', 'Time is an argument'],
  ['src/provisioning/core/ids.ts', 'export const dice = (): number => Math.random();', 'NewId port'],
  ['src/provisioning/core/ids.ts', 'setTimeout(() => undefined, 1);', 'the Wakes port'],
  ['src/provisioning/core/ids.ts', "void fetch('https://graph.microsoft.com');", 'the Directory port'],
  [
    'src/provisioning/core/ids.ts',
    "import { join } from 'node:path';\nexport { join };",
    'No Node module here',
  ],
  ['src/provisioning/ports.ts', "export { build } from './graph/client.ts';", 'Ports speak in core types'],
  ['src/provisioning/errors.ts', "throw new Error('no');", 'RegistrarError'],
  ['src/provisioning/errors.ts', "console.log('no');", 'Take a Log'],
  ['src/provisioning/errors.ts', "export const key = process.env['KEY'];", 'src/config.ts'],
  ['src/provisioning/errors.ts', 'export default 1;', 'Export by name'],
  ['src/provisioning/errors.ts', 'export async function f() {}\nf();', 'Promises must be awaited'],
  ['src/provisioning/errors.ts', "throw 'no';", 'Expected an error object'],
  ['src/provisioning/errors.ts', 'export const f = (x: any): unknown => x;', 'Unexpected any'],
];

/** Messages of each case, in order. A process of its own, for ESLint loads its configuration as Node does. */
const LINT = `
  import { ESLint } from 'eslint';
  const cases = JSON.parse(process.argv[1]);
  const eslint = new ESLint();
  const messages = [];
  for (const [filePath, code] of cases) {
    const [result] = await eslint.lintText(code + '\\n', { filePath });
    messages.push(result.messages.map(({ message }) => message));
  }
  process.stdout.write(JSON.stringify(messages));
`;

let messages: readonly (readonly string[])[] = [];

beforeAll(() => {
  const args = ['--input-type=module', '--eval', LINT, JSON.stringify(CASES)];
  const env = { ...process.env, NODE_OPTIONS: '' };
  messages = JSON.parse(
    execFileSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' }),
  ) as string[][];
}, 60_000);

test.each(CASES.map(([file, code, says], i) => ({ i, file, code, says })))(
  'lint stops `$code` in $file',
  ({ i, says }) => {
    expect(messages[i]?.join('\n')).toContain(says);
  },
);
