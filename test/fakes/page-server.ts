/** The real server on a port of its own, with the pages' engine faked, and a browser that keeps cookies. */
import { createHash } from 'node:crypto';
import { createLog } from '../../src/log.ts';
import {
  createServer,
  type MessageReceiver,
  type RunningServer,
  type ServerOptions,
} from '../../src/server.ts';
import { TestClock } from './clock.ts';
import { ANNA, PageEngine } from './page-engine.ts';
import { SeededRandom } from './random.ts';

export interface PageServer {
  readonly server: RunningServer;
  readonly engine: PageEngine;
  readonly clock: TestClock;
  /** Lines of the log. */
  readonly logged: readonly string[];
  readonly browser: Browser;
}

const SILENT: MessageReceiver = {
  receive: (_request, response) => {
    response.sendRaw(200, '');
    return Promise.resolve();
  },
};

export async function startPageServer(changes: Partial<ServerOptions> = {}, port = 0): Promise<PageServer> {
  const [engine, clock, random] = [new PageEngine(), new TestClock(), new SeededRandom('pages')];
  const logged: string[] = [];
  const server = createServer({
    bot: SILENT,
    provisioning: engine.asProvisioning(),
    openSignIn: (press) => engine.openSignIn(press),
    now: () => clock.now(),
    hex: (bits) => random.hex(bits),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    loginOrigin: 'https://localhost:3980',
    pretendTenant: () => Promise.resolve({ tenantId: ANNA.tenantId, tenantName: 'Contoso' }),
    links: { chat: 'http://localhost:56150', directory: 'http://localhost:3979/directory' },
    log: createLog('debug', [{ level: 'debug', write: (line) => void logged.push(line) }]),
    ...changes,
  });
  await server.listen(port);
  return { server, engine, clock, logged, browser: new Browser(server.url) };
}

/** Follows nothing by itself; keeps cookies by path, as a browser does. */
export class Browser {
  readonly #url: string;
  readonly #cookies = new Map<string, { path: string; pair: string }>();

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** As our own page would send it; `headers` replace what the browser says by itself. */
  post(
    path: string,
    body?: URLSearchParams | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const own = { origin: this.#url, 'sec-fetch-site': 'same-origin', ...headers };
    return this.#send(path, { method: 'POST', headers: own, ...(body === undefined ? {} : { body }) });
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const fitting = [...this.#cookies.values()].filter((cookie) => path.startsWith(cookie.path));
    const headers = { cookie: fitting.map(({ pair }) => pair).join('; '), ...init.headers };
    const response = await fetch(this.#url + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const path = attributes.find((attribute) => attribute.startsWith('Path='))?.slice('Path='.length) ?? '/';
    this.#cookies.set(pair.split('=')[0] ?? '', { path, pair });
  }
}
