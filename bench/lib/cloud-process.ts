/** The pretend cloud as a process of its own, so that what it holds is not counted as ours. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { REGISTRAR_APP_ID, TENANT_ID, seedGuid } from '../../src/sandbox/seed/ids.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface CloudProcess {
  readonly httpsUrl: string;
  /** Of its certificate authority. */
  readonly caFile: string;
  control(path: 'grow' | 'clock', body: object): Promise<void>;
  /** A secret for each of so many grown applications, by hand of an administrator. */
  addSecrets(count: number): Promise<void>;
  /** Resolves when it has written itself to disk, which keeps it busy while it is large. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export async function startCloudProcess(dataDir: string): Promise<CloudProcess> {
  const child = spawn(process.execPath, ['src/sandbox/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, SANDBOX_PORT: '0', SANDBOX_TLS_PORT: '0' },
  });
  const { http, https, ca } = await ready(child);
  return {
    httpsUrl: https,
    caFile: ca,
    control: async (path, body) => void (await send(`${http}/sandbox/${path}`, JSON.stringify(body))),
    addSecrets: (count) => addSecrets(http, count),
    quiet: () => quiet(http),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

interface Ready {
  readonly http: string;
  readonly https: string;
  readonly ca: string;
}

async function ready(child: ChildProcess): Promise<Ready> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return JSON.parse(line) as Ready;
  }
  throw new TypeError('the pretend cloud ended before it was ready');
}

async function send<T>(url: string, body: string | URLSearchParams, token?: string): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
  if (!response.ok) throw new TypeError(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}

async function addSecrets(http: string, count: number): Promise<void> {
  const token = await annasToken(http);
  for (let index = 1; index <= count; index += 1) {
    const url = `${http}/v1.0/applications/${seedGuid('a1', index)}/addPassword`;
    await send(url, JSON.stringify({ passwordCredential: { displayName: 'added' } }), token);
  }
}

/** With a code that she types at once. */
async function annasToken(http: string): Promise<string> {
  const form = { client_id: REGISTRAR_APP_ID, scope: 'Application.ReadWrite.All' };
  const entra = `${http}/${TENANT_ID}/oauth2/v2.0`;
  const started = await send<{ user_code: string; device_code: string }>(
    `${entra}/devicecode`,
    new URLSearchParams(form),
  );
  await fetch(`${http}/devicelogin?user_code=${started.user_code}&persona=anna`);
  const answer = await send<{ access_token: string }>(
    `${entra}/token`,
    new URLSearchParams({ ...form, grant_type: 'device_code', device_code: started.device_code }),
  );
  return answer.access_token;
}

const QUICK_MS = 50;
const IN_A_ROW = 20;

async function quiet(http: string): Promise<void> {
  for (let quick = 0; quick < IN_A_ROW;) {
    const began = performance.now();
    await (await fetch(`${http}/sandbox/clock`)).text();
    quick = performance.now() - began < QUICK_MS ? quick + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, QUICK_MS));
  }
}
