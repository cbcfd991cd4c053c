/** `fetch` without sockets: the SDKs talk to the pretend cloud in-process, byte for byte as over the wire. */
import { ConnectionLost } from '../../src/sandbox/connection.ts';
import type { SandboxRequest, SandboxResponse } from '../../src/sandbox/ports.ts';

export type Handle = (request: SandboxRequest) => Promise<SandboxResponse>;

export interface Exchange {
  readonly request: SandboxRequest;
  readonly response: SandboxResponse;
}

/** `heard` is told of every exchange, for contract checks. */
export function fetchFrom(
  handle: Handle,
  heard: (exchange: Exchange) => void = () => undefined,
): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    const request: SandboxRequest = {
      method: asked.method,
      url: url.pathname + url.search,
      headers: Object.fromEntries(asked.headers),
      body: await asked.text(),
    };
    const response = await handle(request).catch(lost);
    heard({ request, response });
    const empty = response.status === 204 || response.status === 304;
    return new Response(empty ? null : response.body, {
      status: response.status,
      headers: { ...response.headers },
    });
  };
}

/** As Node's fetch fails when the other side goes away. */
function lost(thrown: unknown): never {
  if (!(thrown instanceof ConnectionLost)) throw thrown;
  const cause = Object.assign(new TypeError('read ECONNRESET'), { code: 'ECONNRESET' });
  throw new TypeError('fetch failed', { cause });
}
