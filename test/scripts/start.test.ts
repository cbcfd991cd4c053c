/** `npm start` without npm: everything, as processes, on ports of its own. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'registrar-start-'));
let ports: number[];

beforeAll(async () => {
  ports = await freePorts(4);
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const found = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return found;
}

function start(changes: Record<string, string> = {}): ChildProcess {
  const [product, sandbox, tls, playground] = ports.map(String);
  const settings = {
    PORT: product,
    SANDBOX_PORT: sandbox,
    SANDBOX_TLS_PORT: tls,
    PLAYGROUND_PORT: playground,
  };
  const env = { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, ...settings, ...changes };
  return spawn(process.execPath, ['scripts/start.ts'], { env });
}

/** Everything said on a stream until it contains the text, or until the program ends. */
async function said(child: ChildProcess, stream: 'stdout' | 'stderr', text: string): Promise<string> {
  let all = '';
  for await (const chunk of child[stream] ?? []) {
    all += String(chunk);
    if (all.includes(text)) break;
  }
  return all;
}

/** Local addresses of sockets that listen on one of our ports, as the kernel writes them. */
function listening(): string[] {
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((table) => existsSync(table))
    .flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, local = '', , state]) =>
        state === '0A' && ports.includes(Number.parseInt(local.split(':')[1] ?? '', 16)),
    )
    .map(([, local = '']) => local.split(':')[0] ?? '');
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}

const LOOPBACK = '0100007F';
const onLinux = existsSync('/proc/net/tcp');

describe('npm start', () => {
  test('brings everything up on this machine only, says where, and takes everything down again', async () => {
    const child = start({ CHAT_AS: 'bo' });
    const exit = exitOf(child);
    const words = await said(child, 'stdout', 'Ctrl+C stops everything.');
    const [product, sandbox, , playground] = ports;
    expect(words).toMatch(new RegExp(`Chat as Bo Builder +http://localhost:${playground}`));
    expect(words).toMatch(new RegExp(`Everything in one window +http://localhost:${product}/host`));
    expect(words).toMatch(new RegExp(`Start page +http://localhost:${product}`));
    expect(words).toMatch(new RegExp(`Directory +http://localhost:${sandbox}/directory`));
    expect(words).toContain(`At http://localhost:${sandbox} the clock jumps by 60 days or a year`);

    const health = await fetch(`http://localhost:${product}/health`);
    expect(await health.json()).toEqual({ status: 'ok', parts: { database: 'ok' } });
    expect(await (await fetch(`http://localhost:${product}/tab`)).text()).toContain('<div id="page">');
    expect((await fetch(`http://localhost:${playground}/_debug/ping`)).status).toBe(200);
    if (onLinux) expect(listening()).toEqual([LOOPBACK, LOOPBACK, LOOPBACK, LOOPBACK]);
    expect(readdirSync(join(dataDir, 'playground'))).toContain('.m365agentsplayground.yml');

    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(listening()).toEqual([]);
  });

  test('a port that is taken is named, with the variable to change, and nothing is started', async () => {
    const other = createServer().listen(ports[1], '127.0.0.1');
    await once(other, 'listening');
    const child = start();
    const exit = exitOf(child);
    expect(await said(child, 'stderr', 'npm start')).toContain(
      `Port ${ports[1]} is in use. Stop what uses it, or set SANDBOX_PORT to another`,
    );
    expect(await exit).toBe(1);
    other.close();
  });

  test('a configuration that cannot be used is refused before anything is started', async () => {
    const child = start({ BOT_APP_ID: '11111111-2222-4333-8444-555555555555', LOG_LEVEL: 'loud' });
    const exit = exitOf(child);
    const words = await said(child, 'stderr', 'never said');
    expect(words).toContain('- LOG_LEVEL is none of');
    expect(words).toContain('- BOT_APP_ID is set.');
    expect(await exit).toBe(1);
  });
});
