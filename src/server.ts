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
import { pour } from './server/pour.ts';
import { createApi, type ApiOptions } from './tab/api/index.ts';
import type { Answer, PagePorts, PageRoute, Stream } from './tab/pages/exchange.ts';
import { SAFE_HEADERS } from './tab/pages/layout.ts';
import { PopUps } from './tab/pages/pop-ups.ts';
import { pageRoutes } from './tab/pages/routes.ts';
import { TabFiles } from './tab/pages/tab-files.ts';

export type { HealthCheck, Limits };

/** A request whose body has been read and parsed. */
export type MessageRequest = Request & { readonly method: string; readonly body: Record<string, unknown> };

/** What the server needs of the bot. */
export interface MessageReceiver {
  /** The bot ends the response. */
  receive(request: MessageRequest, response: Response): Promise<void>;
}

export interface ServerOptions extends Omit<PagePorts, 'publicUrl' | 'popUps' | 'tab'> {
  readonly bot: MessageReceiver;
  readonly log: Log;
  /** Parts `/health` asks, by name. */
  readonly health?: Readonly<Record<string, HealthCheck>>;
  /** Further pages, the sandbox's. */
  readonly morePages?: readonly PageRoute[];
  readonly limits?: Partial<Limits>;
  /** What the tab's page asks; without it there is nobody to answer. */
  readonly api?: ApiOptions;
  /** Folder with the tab's page as it was built. */
  readonly tabFiles?: string;
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
  const server = restify.createServer(ROUTER);
  const node = server.server as NodeServer;
  const publicUrl = (): string => `http://localhost:${(node.address() as AddressInfo | null)?.port ?? 0}`;
  const newReference = (): string => options.hex(128).slice(0, 12);
  const desk = new Desk({ log: options.log, limits, newReference, publicUrl });
  const stopping = new AbortController();

  for (const route of routesOf(options, publicUrl)) {
    server[METHODS[route.method]](route.path, async (request: Request, response: Response) => {
      const answer = await desk.page(route, request, (request.params ?? {}) as Params);
      const { body } = answer;
      if (typeof body !== 'function') send(response, answer);
      else await stream(response, { ...answer, body }, { desk, route, stopping: stopping.signal });
    });
  }
  server.post('/api/messages', messages(desk, options.bot));
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const failsAs = response.req.url?.startsWith('/api/tab/') === true ? 'api' : 'page';
    send(response, desk.failed(routerFailure(error, response), failsAs));
    done();
  });
  // restify passes the errors of Node's server on, and one that nobody hears ends the process.
  server.on('error', (err: unknown) => options.log.warn({ err }, 'server'));
  guardConnections(node, limits);

  return {
    listen: (port) => listen(node, port),
    close: () => {
      stopping.abort();
      return close(node, limits.closingMs);
    },
    get url() {
      return publicUrl();
    },
  };
}

/** What restify's router is told; without a word of its own a part of a path may have a hundred characters. */
const ROUTER: restify.ServerOptions & { readonly maxParamLength: number } = { name: '', maxParamLength: 400 };

const METHODS = { GET: 'get', POST: 'post', PUT: 'put' } as const;

function routesOf(options: ServerOptions, publicUrl: () => string): readonly PageRoute[] {
  const popUps = new PopUps(options);
  const openSignIn: PagePorts['openSignIn'] = async (press) =>
    popUps.isOne(press) ? popUps.open(press) : options.openSignIn(press);
  const tab = new TabFiles(options.tabFiles ?? null);
  const ports = { ...options, openSignIn, popUps, tab, publicUrl };
  const api = options.api === undefined ? [] : createApi({ ...options.api, ...ports });
  return [healthRoute(options.health ?? {}), ...pageRoutes(ports), ...(options.morePages ?? []), ...api];
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

/** An answer that comes in pieces. What fails before the first of them is told like any other failure. */
async function stream(
  response: Response,
  answer: Answer & { readonly body: Stream },
  {
    desk,
    route,
    stopping,
  }: { readonly desk: Desk; readonly route: PageRoute; readonly stopping: AbortSignal },
): Promise<void> {
  try {
    // Its connection ends with it, so that a server that stops need not wait for the next request on it.
    await pour(response, { ...answer, headers: { ...headersOf(answer), connection: 'close' } }, stopping);
  } catch (error) {
    const failed = desk.failed(error, route.failsAs);
    if (response.headersSent) response.destroy();
    else send(response, failed);
  }
}

function headersOf({ safe = SAFE_HEADERS, headers }: Answer): Record<string, string> {
  return { ...safe, ...headers };
}

/** A connection with an unread body is closed, so that the rest of it is not taken for another request. */
function send(response: Response, answer: Answer): void {
  if (answer.cookies !== undefined) response.setHeader('set-cookie', [...answer.cookies]);
  const headers = headersOf(answer);
  if (!response.req.complete) Object.assign(headers, { connection: 'close' });
  const { body } = answer;
  response.sendRaw(answer.status, typeof body === 'string' ? body : Buffer.from(body as Uint8Array), headers);
}
