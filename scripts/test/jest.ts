/**
 * Jest with native ES modules, its output shown as it comes and its figures taken file by file. A worker of Jest has
 * been seen to stall while it loads a file, before any test and so out of reach of every test's time limit; when
 * nothing ends for a long while, the files that have not ended are run once more. A test that fails is never rerun.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../folders.ts';
import { countFiles, type Counts, type FileCounts } from './counts.ts';

const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
/** Twice what the slowest file takes on a busy machine. */
const SILENCE_MS = 6 * 60_000;
const LOOK_EVERY_MS = 5_000;
const BIN = 'node_modules/jest/bin/jest.js';

type Ending = { readonly stalled: true } | { readonly stalled: false; readonly exitCode: number };

export async function runJest(extra: readonly string[]): Promise<Counts> {
  const report = join(root, 'node_modules/.cache/registrar', `jest-${process.pid}.jsonl`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const first = await run(extra, report);
  const last = first.stalled ? await again(extra, report) : first;
  const counts = countFiles(readReport(report), last.stalled ? 1 : last.exitCode);
  rmSync(report, { force: true });
  return counts;
}

async function again(extra: readonly string[], report: string): Promise<Ending> {
  const done = new Set(readReport(report).map(({ path }) => path));
  const left = (await list(extra)).filter((path) => !done.has(path));
  process.stderr.write(`Jest stalled. Run once more: ${left.join(', ')}\n`);
  return run(['--runTestsByPath', ...left], report);
}

/** Resolves when Jest ends, or when no file has ended for so long that it never will. */
function run(args: readonly string[], report: string): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const child = jest(args, report, 'inherit');
  const began = Date.now();
  const watch = setInterval(() => {
    const lastEnd = existsSync(report) ? statSync(report).mtimeMs : began;
    if (Date.now() - Math.max(lastEnd, began) < SILENCE_MS) return;
    resolve({ stalled: true });
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, LOOK_EVERY_MS);
  child.once('error', () => resolve({ stalled: false, exitCode: 127 }));
  child.once('exit', (code) => resolve({ stalled: false, exitCode: code ?? 1 }));
  return promise.finally(() => clearInterval(watch));
}

async function list(extra: readonly string[]): Promise<string[]> {
  const child = jest(['--listTests', ...extra], '', 'pipe');
  let said = '';
  for await (const chunk of child.stdout ?? []) said += String(chunk);
  return said.split('\n').filter((line) => line !== '');
}

/** In a process group of its own, so that its workers can be ended with it. */
function jest(args: readonly string[], report: string, stdout: 'inherit' | 'pipe') {
  const options = `${process.env['NODE_OPTIONS'] ?? ''} ${NODE_OPTIONS}`.trim();
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: options, JEST_PER_FILE: report },
    stdio: ['ignore', stdout, 'inherit'],
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    });
  }
  return child;
}

function readReport(path: string): FileCounts[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as FileCounts);
}
