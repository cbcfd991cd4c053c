import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AnswersOf } from './answers.ts';

let server: Server;
let other: Server;
let answers: AnswersOf;

beforeEach(async () => {
  server = await started();
  other = await started();
  answers = new AnswersOf((server.address() as AddressInfo).port);
});
afterEach(async () => {
  answers.stop();
  await Promise.all([stopped(server), stopped(other)]);
});

/** Says in a header and in two parts of a body what it was asked for; what was posted it gives back. */
async function started(): Promise<Server> {
  const listening = createServer((request, response) => {
    response.setHeader('x-asked', request.url ?? '');
    if (request.method === 'POST') return void request.pipe(response);
    response.write(`you asked for `);
    response.end(request.url);
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return listening;
}

async function stopped(running: Server): Promise<void> {
  running.closeAllConnections();
  running.close();
  await once(running, 'close');
}

async function ask(of: Server, path: string): Promise<void> {
  const { port } = of.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

test('each answer of the server is heard whole, head and body, on one connection too', async () => {
  await ask(server, '/one?query=1');
  await ask(server, '/two');
  const [one, two] = answers.texts();
  expect(one?.place).toBe('the answer 200 to GET /one');
  expect(one?.text).toMatch(/x-asked: \/one\?query=1[^]*you asked for [^]*\/one\?query=1/);
  expect(two?.text).toMatch(/x-asked: \/two/);
  expect(two?.text).not.toContain('/one');
});

test('the token that the pretend Teams hands out is left out, once, and nothing else is', async () => {
  const said = JSON.stringify({ token: 'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln', more: [{ token: 'kept' }] });
  for (const path of ['/host/token', '/token']) {
    const { port } = server.address() as AddressInfo;
    await (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: said })).text();
  }
  const [given, other] = answers.texts();
  expect(given?.text).toContain('{"token":"","more":[{"token":"kept"}]}');
  expect(other?.text).toContain('eyJhbGciOiJSUzI1NiJ9');
});

test('nothing is heard of another server, nor after the end', async () => {
  await ask(other, '/other');
  answers.stop();
  await ask(server, '/late');
  expect(answers.texts()).toEqual([]);
});
