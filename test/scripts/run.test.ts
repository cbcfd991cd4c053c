/** The launcher, run as a person runs it, in a small project of its own with no dependencies. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = mkdtempSync(join(tmpdir(), 'registrar-launcher-'));
const manifest = { name: 'small', version: '1.0.0', private: true };

beforeAll(() => {
  mkdirSync(join(project, 'scripts'));
  cpSync('scripts/run.mjs', join(project, 'scripts/run.mjs'));
  cpSync('scripts/launcher', join(project, 'scripts/launcher'), { recursive: true });
  writePackage(manifest);
  const lock = { ...manifest, lockfileVersion: 3, packages: { '': { name: 'small', version: '1.0.0' } } };
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function writePackage(content: object): void {
  writeFileSync(join(project, 'package.json'), JSON.stringify(content));
}

function writeTask(source: string): void {
  writeFileSync(join(project, 'scripts/start.ts'), source);
}

function launch(...args: string[]): ChildProcess {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawn(process.execPath, ['scripts/run.mjs', ...args], { cwd: project, env });
}

async function ended(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

describe('the launcher', () => {
  test('runs the task with its arguments and keeps its exit code', async () => {
    writeTask('console.log(process.argv.slice(2).join("|")); process.exitCode = 7;');
    const { code, out } = await ended(launch('start', '--one', 'two words'));
    expect(out.trim()).toBe('--one|two words');
    expect(code).toBe(7);
  });

  test('installs when the lock file or the wanted packages changed, and only then', async () => {
    writeTask('');
    writePackage(manifest);
    await ended(launch('start'));
    expect(existsSync(join(project, 'node_modules/.registrar-installed'))).toBe(true);
    expect((await ended(launch('start'))).err).not.toContain('Installing');
    writePackage({ ...manifest, description: 'changed' });
    expect((await ended(launch('start'))).err).not.toContain('Installing');
    writePackage({ ...manifest, overrides: { left: '1.0.0' } });
    expect((await ended(launch('start'))).err).toContain('Installing');
  });

  test('an unknown task is refused with the list of tasks', async () => {
    const { code, err } = await ended(launch('toString'));
    expect(code).toBe(1);
    expect(err).toContain('There is no task "toString". Tasks: start, test,');
  });

  test('a signal goes on to the task, and the task decides how it ends', async () => {
    writeTask(
      'process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 60_000); console.log("ready");',
    );
    const child = launch('start');
    const result = ended(child);
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    expect((await result).code).toBe(3);
  });

  test('a task that dies of a signal ends the launcher as a shell would', async () => {
    writeTask('process.kill(process.pid, "SIGKILL");');
    expect((await ended(launch('start'))).code).toBe(137);
  });
});
