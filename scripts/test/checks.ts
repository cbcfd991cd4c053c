/**
 * The checks that need no test: formatting, lint, types. They run beside each other, their output kept apart, and give
 * way to whatever else runs.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { root } from '../folders.ts';

export interface StaticCheck {
  readonly name: string;
  /** Arguments for Node: the tool's own script first. */
  readonly args: readonly string[];
  /** The check is left out while this file does not exist. */
  readonly onlyWith?: string;
}

export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

const TSC = 'node_modules/typescript/bin/tsc';

const CHECKS: readonly StaticCheck[] = [
  { name: 'prettier', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  {
    name: 'eslint',
    args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
    onlyWith: 'eslint.config.js',
  },
  { name: 'types', args: [TSC, '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types of the page', args: [TSC, '-p', 'src/tab/client', '--noEmit'] },
  { name: 'types of the core', args: [TSC, '-p', 'src/provisioning/core', '--noEmit'] },
];

export function availableStaticChecks(exists: (path: string) => boolean): readonly StaticCheck[] {
  return CHECKS.filter((check) => check.onlyWith === undefined || exists(check.onlyWith));
}

/** Runs the tool to its end. It passes when it exits with 0. */
export function runCheck(check: StaticCheck): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ name: check.name, passed: false, output: error.message }));
    child.once('close', (code) => resolve({ name: check.name, passed: code === 0, output }));
  });
}
