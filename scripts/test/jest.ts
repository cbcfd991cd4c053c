/** Jest with native ES modules, its output shown as it comes and its figures read from its own report. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../folders.ts';
import { countJest, type Counts, type JestReport } from './counts.ts';

const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

export async function runJest(extra: readonly string[]): Promise<Counts> {
  const report = join(root, 'node_modules/.cache/registrar', `jest-${process.pid}.json`);
  mkdirSync(dirname(report), { recursive: true });
  const exitCode = await run(['--json', `--outputFile=${report}`, ...extra]);
  const counts = countJest(readReport(report), exitCode);
  rmSync(report, { force: true });
  return counts;
}

function run(args: readonly string[]): Promise<number> {
  const env = { ...process.env, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} ${NODE_OPTIONS}`.trim() };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function readReport(path: string): JestReport | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as JestReport) : undefined;
}
