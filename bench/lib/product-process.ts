/** The product as a process of its own, looked at from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PRODUCT_ARGS } from '../../scripts/start/product-args.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface ProductProcess {
  /** What it holds right now, in MB; the most it held is counted from here on. Null where the system does not say. */
  memory(): Promise<number | null>;
  /** The most it held since then. */
  peak(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Resolves when it says that it is ready. */
export async function startProductProcess(env: Readonly<Record<string, string>>): Promise<ProductProcess> {
  const child = spawn(process.execPath, PRODUCT_ARGS, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      PLAYGROUND_PORT: 'off',
      ...env,
    },
  });
  await ready(child);
  const of = `/proc/${child.pid ?? ''}`;
  return {
    memory: async () => {
      // proc(5): 5 sets the mark of the most that was held to what is held now.
      await writeFile(`${of}/clear_refs`, '5').catch(() => undefined);
      return megabytes(of, 'VmRSS');
    },
    peak: () => megabytes(of, 'VmHWM'),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line.startsWith('{"ready":true')) return;
  }
  throw new TypeError('the product ended before it was ready');
}

async function megabytes(of: string, line: 'VmRSS' | 'VmHWM'): Promise<number | null> {
  const status = await readFile(`${of}/status`, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
