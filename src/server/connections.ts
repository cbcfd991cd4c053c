/** The connections beneath the server: who is too slow, and how they end. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Limits } from './limits.ts';

/**
 * Cuts a connection whose first headers do not come in time. Node's own check looks every 30 seconds only; it
 * stays in place for what comes later on the same connection.
 */
export function guardConnections(server: Server, limits: Limits): void {
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.headersMs + limits.bodyMs;
  Object.assign(server, { maxHeaderSize: limits.headerBytes });
  const waiting = new WeakMap<Socket, NodeJS.Timeout>();
  server.on('connection', (socket) => {
    waiting.set(
      socket,
      setTimeout(() => socket.destroy(), limits.headersMs),
    );
    socket.once('close', () => clearTimeout(waiting.get(socket)));
  });
  server.on('request', (request) => clearTimeout(waiting.get(request.socket)));
}

/** Rejects with the system's error, e.g. EADDRINUSE. */
export function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}

/** Answers under way get that many milliseconds to end. */
export function close(server: Server, milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cut = setTimeout(() => server.closeAllConnections(), milliseconds);
  server.close(() => {
    clearTimeout(cut);
    resolve();
  });
  server.closeIdleConnections();
  return promise;
}
