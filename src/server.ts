/**
 * HTTP, and the only place that knows restify: it takes a request off the wire, has it checked, gives it to a page
 * or to the bot, and puts the answer on the wire.
 */
import type { Server as NodeServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify, { type Request, type Response } from 'restify';
import type { Log } from './log.ts';
import { RegistrarError } from './provisioning/errors.ts';
import { close, guardConnections, listen } from './server/connections.ts';
import { Desk, type Params } from './server/desk.ts';
import { healthRoute, type HealthCheck } from './server/health.ts';
import { LIMITS, type Limits } from './server/limits.ts';
import type { Answer, PagePorts } from './tab/pages/exchange.ts';
import { SAFE_HEADERS } from './tab/pages/layout.ts';
import { pageRoutes } from './tab/pages/routes.ts';

export type { HealthCheck, Limits };

/** A request whose body has been read and parsed. */
export type MessageRequest = Request & { readonly method: string; readonly body: Record<string, unknown> };

/** What the server needs of the bot. */
export interface MessageReceiver {
  /** The bot ends the response. */
  receive(request: MessageRequest, response: Response): Promise<void>;
}

export interface ServerOptions extends Omit<PagePorts, 'publicUrl'> {
  readonly bot: MessageReceiver;
  readonly log: Log;
  /** Parts `/health` asks, by name. */
  readonly health?: Readonly<Record<string, HealthCheck>>;
  readonly limits?: Partial<Limits>;
}

export interface RunningServer {
  /** Listens on 127.0.0.1; port 0 takes a free one. Rejects with the system's error, e.g. EADDRINUSE. */
  listen(port: number): Promise<void>;
  /** Takes no more, waits a little for answers under way, then cuts off the rest. */
  close(): Promise<void>;
  /** Where people reach it, without a slash at the end. Known once it listens. */
  readonly url: string;
}

export function createServer(options: ServerOptions): RunningServer {
  const limits = { ...LIMITS, ...options.limits };
  const server = restify.createServer({ name: '' });
  const node = server.server as NodeServer;
  const publicUrl = (): string => `http://localhost:${(node.address() as AddressInfo | null)?.port ?? 0}`;
  const newReference = (): string => options.hex(128).slice(0, 12);
  const desk = new Desk({ log: options.log, limits, newReference, publicUrl });

  for (const route of [healthRoute(options.health ?? {}), ...pageRoutes({ ...options, publicUrl })]) {
    const method = route.method === 'GET' ? 'get' : 'post';
    server[method](route.path, async (request: Request, response: Response) => {
      send(response, await desk.page(route, request, (request.params ?? {}) as Params));
    });
  }
  server.post('/api/messages', messages(desk, options.bot));
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    send(response, desk.failed(routerFailure(error, response), 'page'));
    done();
  });
  // restify passes the errors of Node's server on, and one that nobody hears ends the process.
  server.on('error', (err: unknown) => options.log.warn({ err }, 'server'));
  guardConnections(node, limits);

  return {
    listen: (port) => listen(node, port),
    close: () => close(node, limits.closingMs),
    get url() {
      return publicUrl();
    },
  };
}

/** A message to the bot. A failure before the bot has answered is told as JSON; afterwards it is only logged. */
function messages(desk: Desk, bot: MessageReceiver) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      request.body = await desk.activity(request);
      await bot.receive(request as MessageRequest, response);
    } catch (error) {
      const answer = desk.failed(error, 'json');
      if (!response.headersSent) send(response, answer);
    }
  };
}

/** What restify's router throws for a path or a method it does not have, or an address it cannot read. */
function routerFailure(error: unknown, response: Response): unknown {
  const status = (error as { readonly statusCode?: unknown }).statusCode;
  if (status === 404) return new RegistrarError('HTTP_NOT_FOUND');
  if (status === 400) return new RegistrarError('HTTP_BAD_QUERY');
  if (status !== 405) return error;
  const allowed = String(response.getHeader('allow') ?? 'other methods');
  return new RegistrarError('HTTP_METHOD', { method: String(response.req.method), allowed });
}

/** A connection with an unread body is closed, so that the rest of it is not taken for another request. */
function send(response: Response, answer: Answer): void {
  if (answer.cookies !== undefined) response.setHeader('set-cookie', [...answer.cookies]);
  const headers = { ...SAFE_HEADERS, ...answer.headers };
  if (!response.req.complete) Object.assign(headers, { connection: 'close' });
  response.sendRaw(answer.status, answer.body, headers);
}
