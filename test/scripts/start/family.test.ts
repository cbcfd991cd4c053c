/** Small programs in place of the real ones. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChildPlan } from '../../../scripts/start/child.ts';
import { Family } from '../../../scripts/start/family.ts';

let family: Family;

beforeEach(() => {
  family = new Family();
});

afterEach(() => family.stop());

function program(name: string, source: string): ChildPlan {
  const { PATH } = process.env;
  const ready = (line: string): string | undefined => /^ready (.*)/.exec(line)?.[1];
  return { name, args: ['--eval', source], env: { PATH }, ready, shown: false };
}

/** Says its own id when it is ready, and lives until it is asked to end. */
const LASTING = `
  setInterval(() => {}, 60_000);
  console.log('noise');
  console.log('ready ' + process.pid);`;

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('programs that belong together', () => {
  test('each is waited for until it is ready, and every one is gone after the stop', async () => {
    const ids = await Promise.all(['One', 'Two'].map((name) => family.start(program(name, LASTING))));
    expect(ids.map(Number).map(isAlive)).toEqual([true, true]);
    await Promise.all([family.stop(), family.stop()]);
    expect(ids.map(Number).map(isAlive)).toEqual([false, false]);
  });

  test('one that ends by itself is named, with what it said last', async () => {
    await family.start(program('One', LASTING));
    await family.start(
      program('Two', `console.log('ready'+' 1'); console.error('why'); process.exitCode = 5;`),
    );
    await expect(family.lost).rejects.toThrow(/^Two ended \(exit code 5\)\. It said last:\n[^]*why/);
  });

  test('one that ends before it is ready is told at once, to whoever waits for any of them', async () => {
    const waiting = family.start(program('Slow', 'setInterval(() => {}, 60_000)'));
    const refused = family.start(program('Broken', 'process.exit(3)'));
    await expect(refused).rejects.toThrow('Broken ended (exit code 3).');
    await expect(waiting).rejects.toThrow('Broken ended (exit code 3).');
  });

  test('nothing is started once they are being stopped', async () => {
    await family.stop();
    await expect(family.start(program('Late', LASTING))).rejects.toThrow('Late was not started.');
  });

  test('a program left alone by whoever started it ends by itself', async () => {
    const parent = `
      const { spawn } = require('node:child_process');
      const args = ['--import', './scripts/preload/with-parent.mjs', '--eval', ${JSON.stringify(LASTING)}];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      child.stdout.on('data', (chunk) => {
        const id = /ready (.*)/.exec(String(chunk))?.[1];
        if (id) console.log('ready ' + id);
      });`;
    const orphan = Number(await family.start(program('Parent', parent)));
    await family.stop();
    await expect(gone(orphan)).resolves.toBe(true);
  });
});

/** Resolves when the process is no more; it has the test's own time limit to go. */
async function gone(id: number): Promise<boolean> {
  while (isAlive(id)) await new Promise((resolve) => setImmediate(resolve));
  return true;
}
