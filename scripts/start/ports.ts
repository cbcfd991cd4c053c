/** Looks whether the ports are free before anything is started, so that the answer names the variable to change. */
import { createServer } from 'node:net';
import type { Config } from '../../src/config.ts';

/** One sentence for each port that is taken. */
export async function takenPorts(config: Config, withSandbox: boolean): Promise<readonly string[]> {
  const wanted: (readonly [string, number | null])[] = [
    ['PORT', config.port],
    ['SANDBOX_PORT', withSandbox ? config.sandbox.port : null],
    ['SANDBOX_TLS_PORT', withSandbox ? config.sandbox.tlsPort : null],
    ['PLAYGROUND_PORT', config.playgroundPort],
  ];
  const looked = wanted.map(async ([name, port]) =>
    port === null || (await isFree(port)) ? [] : [taken(name, port)],
  );
  return (await Promise.all(looked)).flat();
}

function taken(name: string, port: number): string {
  return `Port ${port} is in use. Stop what uses it, or set ${name} to another, e.g. ${name}=${port + 100} npm start`;
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}
