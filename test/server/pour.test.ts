/** An answer in pieces, on a real connection. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { pour } from '../../src/server/pour.ts';
import type { Stream } from '../../src/tab/pages/exchange.ts';

let server: Server;
let body: Stream;
let stopping: AbortController;
/** How `pour` ended, of the newest request. */
let ended: PromiseWithResolvers<unknown>;

beforeEach(async () => {
  [stopping, ended] = [new AbortController(), Promise.withResolvers()];
  server = createServer((_request, response) => {
    const answer = { status: 200, headers: { 'content-type': 'text/plain' }, body };
    pour(response, answer, stopping.signal).then(
      () => ended.resolve('done'),
      (error: unknown) => {
        response.destroy();
        ended.resolve(error);
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const port = (): number => (server.address() as AddressInfo).port;
const get = (): Promise<Response> => fetch(`http://127.0.0.1:${port()}/`);

test('pieces arrive as one body, and none at all as an empty one', async () => {
  body = async function* () {
    yield await Promise.resolve('a');
    yield 'ü';
  };
  expect(await (await get()).text()).toBe('aü');
  body = async function* () {
    yield* await Promise.resolve([]);
  };
  expect(await (await get()).text()).toBe('');
});

test('nothing is made that nobody takes: the maker waits for the reader', async () => {
  let made = 0;
  body = async function* () {
    for (; made < 100_000; made += 1) yield await Promise.resolve('x'.repeat(10_000));
  };
  const socket = connect(port(), '127.0.0.1');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  let before = -1;
  // Until it stands still.
  while (before !== made || made === 0) {
    before = made;
    for (let turns = 0; turns < 500; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(made).toBeLessThan(10_000);
  socket.destroy();
  expect(await ended.promise).toBe('done');
});

test('who leaves ends the stream, and it may tidy up', async () => {
  let tidied = false;
  const asked = Promise.withResolvers<AbortSignal>();
  body = async function* (signal) {
    try {
      yield await Promise.resolve('first');
      asked.resolve(signal);
      await once(signal, 'abort');
      yield 'second';
    } finally {
      tidied = true;
    }
  };
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port()}/`, { signal: leaving.signal });
  const reading = response.text().catch(() => 'left');
  await asked.promise;
  leaving.abort();
  expect([await reading, await ended.promise, tidied]).toEqual(['left', 'done', true]);
});

test('a server that stops asks the stream to end, and what it says last arrives', async () => {
  body = async function* (signal) {
    yield await Promise.resolve('first ');
    if (!signal.aborted) await once(signal, 'abort');
    yield 'last';
  };
  const response = await get();
  stopping.abort();
  expect(await response.text()).toBe('first last');
});

test('what fails before the first piece is left to be told; afterwards the body is cut', async () => {
  body = async function* () {
    await Promise.reject(new RangeError('before'));
    yield '';
  };
  await expect(get()).rejects.toThrow();
  expect(await ended.promise).toMatchObject({ message: 'before' });
  ended = Promise.withResolvers();
  body = async function* () {
    yield await Promise.resolve('first');
    throw new RangeError('after');
  };
  await expect(get().then((response) => response.text())).rejects.toThrow();
  expect(await ended.promise).toMatchObject({ message: 'after' });
});
