/** Sockets to SandboxRequest and back. Knows nothing of what is asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionLost } from './connection.ts';
import type { SandboxRequest, SandboxResponse } from './ports.ts';

export type Handle = (request: SandboxRequest) => Promise<SandboxResponse>;

const BODY_LIMIT = 4 * 1024 * 1024;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Answers one request; never throws. `report` is told of failures that are the sandbox's own. */
export async function serve(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  report: (problem: unknown) => void,
): Promise<void> {
  try {
    send(outgoing, await answer(handle, incoming), incoming);
  } catch (problem) {
    if (problem instanceof ConnectionLost) {
      if (problem.how === 'reset') incoming.socket.destroy();
      return;
    }
    report(problem);
    if (outgoing.headersSent) incoming.socket.destroy();
    else send(outgoing, plain(500, 'The sandbox failed; its own log says why.'), incoming);
  }
}

async function answer(handle: Handle, incoming: IncomingMessage): Promise<SandboxResponse> {
  const refusal = refuseStrangers(incoming);
  if (refusal !== undefined) return refusal;
  if (incoming.method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  const body = await readBody(incoming);
  if (body === undefined) return plain(413, 'The body is too large.');
  return handle({
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: headersOf(incoming),
    body,
  });
}

/** Only names of this machine, so that no page on the web can reach the sandbox through a name of its own. */
function refuseStrangers({ headers }: IncomingMessage): SandboxResponse | undefined {
  if (!LOOPBACK.test(headers.host ?? '')) return plain(421, 'The sandbox answers on this machine only.');
  const { origin } = headers;
  if (origin !== undefined && !isLoopbackOrigin(origin)) return plain(403, 'Not from another site.');
  return undefined;
}

function isLoopbackOrigin(origin: string): boolean {
  return LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}

/** undefined when it is larger than the limit; the rest is read and dropped, so that the client hears why. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString('utf8');
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const encrypted = 'encrypted' in incoming.socket;
  const headers: Record<string, string> = { 'x-forwarded-proto': encrypted ? 'https' : 'http' };
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] ??= [value ?? ''].flat().join(', ');
  return headers;
}

function send(outgoing: ServerResponse, response: SandboxResponse, incoming: IncomingMessage): void {
  const body = Buffer.from(response.body, 'utf8');
  const silent = response.status === 204 || response.status === 304;
  outgoing.writeHead(response.status, {
    ...(silent ? {} : { 'content-length': body.length }),
    ...crossOrigin(incoming.headers.origin),
    ...response.headers,
  });
  outgoing.end(silent || incoming.method === 'HEAD' ? undefined : body);
}

/** The product's pages live on another port of this machine; strangers were refused before. */
function crossOrigin(origin: string | undefined): Record<string, string> {
  if (origin === undefined || !isLoopbackOrigin(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'authorization, content-type, client-request-id',
    'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
    vary: 'Origin',
  };
}

function plain(status: number, text: string): SandboxResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}
