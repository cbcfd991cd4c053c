import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { createAgents } from '../../src/bot/connections.ts';

let server: Server;

beforeEach(async () => {
  server = createServer((_, response) => {
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
});

/** The connection that is left after one message was sent on it. */
async function kept(): Promise<Socket> {
  const agent = createAgents()['http:'];
  const { port } = server.address() as AddressInfo;
  const sent = request({ agent, port, host: '127.0.0.1', method: 'POST' }).end('{}');
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  const free = once(agent, 'free');
  answer.resume();
  await free;
  const socket = Object.values(agent.freeSockets).flat()[0];
  if (socket === undefined) throw new RangeError('no connection is kept');
  return socket;
}

describe('a connection to Teams', () => {
  test('is kept, and given up a second before the other side says it closes it', async () => {
    server.keepAliveTimeout = 5_000;
    expect((await kept()).timeout).toBe(4_000);
  });

  test('is given up after a minute where the other side says nothing', async () => {
    server.keepAliveTimeout = 0;
    expect((await kept()).timeout).toBe(60_000);
  });
});
