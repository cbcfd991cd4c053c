/**
 * One PostgreSQL server for all test files of a run, started when the first of them asks for it: what needs no database
 * does not wait for one. Jest calls the default export before the run (docs: globalSetup), the files ask over loopback.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../src/provisioning/store/index.ts';
import { createWakes } from '../../src/provisioning/store/wakes.ts';
import { startTestServer, type TestServer } from './postgres.ts';

/** Where the run's server is asked for. Workers inherit it. */
const ADDRESS = 'REGISTRAR_TEST_SERVER';
const QUEUE = 'registrar_queue';

let started: Promise<TestServer> | null = null;
let desk: Server | null = null;

export default async function openDesk(): Promise<void> {
  const opened = createServer((_request, response) => {
    // A worker that keeps its connection does not end.
    response.setHeader('connection', 'close');
    started ??= start();
    started.then(
      ({ url }) => response.end(url),
      (cause: unknown) => {
        // Not chained: once restify is loaded, writeHead answers nothing in the whole process.
        response.writeHead(500);
        response.end(String(cause));
      },
    );
  });
  desk = opened.listen(0, '127.0.0.1');
  await once(opened, 'listening');
  process.env[ADDRESS] = `http://127.0.0.1:${(opened.address() as AddressInfo).port}`;
}

/** With all tables in its first database, and the job queue too in its second; both are copied and not used. */
async function start(): Promise<TestServer> {
  const server = await startTestServer();
  const tables = await openDatabase({ kind: 'server', url: server.url });
  await tables.close();
  await copyDatabase(server.url, QUEUE);
  const queue = await openDatabase({ kind: 'server', url: inDatabase(server.url, QUEUE) });
  await makeQueue(queue);
  await queue.close();
  return server;
}

/** What the product makes at its first start beside the tables. */
export async function makeQueue(database: Database): Promise<void> {
  const queue = createWakes(database, nothing, { failed: ignore });
  await queue.start();
  await queue.stop();
}

export async function closeDesk(): Promise<void> {
  desk?.closeAllConnections();
  desk?.close();
  await (await started)?.stop();
}

export interface NewDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of one's own on the run's server, owned by a login that is no superuser. */
export async function newDatabase(like: 'tables' | 'queue' | 'empty'): Promise<NewDatabase> {
  const response = await fetch(process.env[ADDRESS] ?? '');
  const first = await response.text();
  if (!response.ok) throw new TypeError(first);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const pattern = { tables: first, queue: inDatabase(first, QUEUE), empty: inDatabase(first, 'template1') };
  return {
    url: await copyDatabase(pattern[like], name),
    drop: () => say(first, `drop database ${name} with (force)`),
  };
}

async function copyDatabase(url: string, name: string): Promise<string> {
  await say(url, `create database ${name} template ${new URL(url).pathname.slice(1)}`);
  return inDatabase(url, name);
}

/** In a database that nobody copies: while somebody is connected, it cannot be. */
async function say(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: inDatabase(url, 'postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = name;
  return changed.href;
}

const nothing = async (): Promise<void> => undefined;
const ignore = (): void => undefined;
