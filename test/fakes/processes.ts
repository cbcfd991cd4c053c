/** The product as a process of its own, to be killed without a word and started again on the same folder. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunningSandbox } from '../../src/sandbox/server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** As `npm start` has it. */
const PRELOADED = ['compiled', 'quick-wasm'].flatMap((name) => ['--import', `./scripts/preload/${name}.mjs`]);

export interface ProductProcess {
  readonly url: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Resolves when it says that it is ready. */
export async function startProductProcess(options: {
  readonly sandbox: RunningSandbox;
  readonly dataDir: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ProductProcess> {
  const { sandbox, dataDir, port, env = {} } = options;
  const child = spawn(process.execPath, [...PRELOADED, 'src/index.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      NODE_EXTRA_CA_CERTS: sandbox.caFile,
      PORT: String(port),
      SANDBOX_PORT: new URL(sandbox.httpUrl).port,
      SANDBOX_TLS_PORT: new URL(sandbox.httpsUrl).port,
      PLAYGROUND_PORT: 'off',
      DATA_DIR: dataDir,
      ...env,
    },
  });
  return { url: await ready(child), kill: () => killed(child) };
}

async function ready(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) {
    const said = JSON.parse(line) as { readonly ready?: boolean; readonly http?: string };
    if (said.ready === true && said.http !== undefined) return said.http;
  }
  throw new TypeError('the product ended before it was ready');
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
