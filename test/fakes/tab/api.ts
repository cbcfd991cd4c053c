/**
 * The tab's server, faked: the page itself and its headers are the real ones (src/tab/pages), its API answers from a
 * register in memory.
 *
 * Behaviour: a request without the bearer token gets 401; `fail` makes a path answer with a failure until it is taken
 * back; actions change runs and lapses, are written down in `asked`, and are told to whoever has the stream open.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RunView } from '../../../src/provisioning/contract.ts';
import type { RegistrationLine, RegistrationView } from '../../../src/provisioning/contract/register.ts';
import type { ApiFailure, ChannelSettings, MeView } from '../../../src/provisioning/contract/tab.ts';
import { assetRoutes } from '../../../src/tab/pages/assets.ts';
import type { Answer, PagePorts, PageRequest } from '../../../src/tab/pages/exchange.ts';
import { tabRoutes } from '../../../src/tab/pages/tab.ts';
import { TabFiles } from '../../../src/tab/pages/tab-files.ts';
import { ANNA, NOW, PHASE_VIEWS, TENANT } from '../run-views.ts';
import { HOST_SCRIPT, HOST_STYLE, hostPage, type HostOptions } from './host-page.ts';
import { ME } from './me.ts';
import * as register from './register.ts';

const BUILT = join(import.meta.dirname, '../../../dist/tab');
const BEARER = 'token-of-anna';
/** As long as a real one. */
const CALENDAR = `https://registrar.contoso.example/calendar/${TENANT}.${'0123456789abcdef'.repeat(4)}.ics`;
const NONCE = '0123456789abcdef0123456789abcdef';

const CHANNEL: ChannelSettings = {
  ...{ id: 'c', alerts: true, connectors: null, ladder: null, known: true },
  usual: [60, 30, 14, 7, 3, 1],
};

interface Failing {
  readonly status: number;
  readonly error: ApiFailure;
}

export class FakeTabApi {
  lines: readonly RegistrationLine[] = [];
  me: MeView = ME;
  channel: ChannelSettings = CHANNEL;
  /** The token that is taken. */
  bearer = BEARER;
  readonly runs = new Map<string, RunView>();
  /** By id, where a test needs another than usual. */
  readonly registrations = new Map<string, RegistrationView>();
  /** Every change that was asked for: `POST /runs/x/approve`, and its body. */
  readonly asked: { readonly what: string; readonly body: unknown }[] = [];
  /** How the page is shown around the page, by the next look at /host. */
  host: HostOptions = {};
  readonly #failing = new Map<string, Failing>();
  readonly #streams = new Set<ServerResponse>();
  readonly #server: Server;
  readonly #pages = [...assetRoutes(), ...tabRoutes(pagePorts())];

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(): Promise<FakeTabApi> {
    const api = new FakeTabApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.cutStreams();
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** As it was when it was opened. */
  reset(): void {
    this.me = ME;
    this.channel = CHANNEL;
    this.bearer = BEARER;
    this.runs.clear();
    this.registrations.clear();
    this.#failing.clear();
    this.asked.length = 0;
  }

  /** From now on every path that begins so answers with this; null: as usual again. */
  fail(path: string, failing: Failing | null): void {
    if (failing === null) this.#failing.delete(path);
    else this.#failing.set(path, failing);
  }

  /** As a change made in the chat would be told. */
  moved(view: RunView): void {
    this.runs.set(view.runId, view);
    this.#tell(`event: run\ndata: ${JSON.stringify({ runId: view.runId, revision: view.revision })}\n\n`);
  }

  changed(): void {
    this.#tell('event: register\ndata: {}\n\n');
  }

  cutStreams(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  get streams(): number {
    return this.#streams.size;
  }

  #tell(text: string): void {
    for (const stream of this.#streams) stream.write(text);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const { pathname } = url;
    if (pathname.startsWith('/api/tab/')) return this.#api(request, response, url);
    if (pathname === '/teams') return put(response, 200, 'text/html; charset=utf-8', hostPage(this.host));
    if (pathname === '/pop-up') return popUp(response, url);
    if (pathname === '/host.js') return put(response, 200, 'text/javascript', HOST_SCRIPT);
    if (pathname === '/host.css') return put(response, 200, 'text/css', HOST_STYLE);
    const route = this.#pages.find(
      ({ path }) => path === pathname || (path.endsWith('/*') && pathname.startsWith(path.slice(0, -1))),
    );
    if (route === undefined) return put(response, 404, 'text/plain', 'Nothing here.');
    const params = { '*': decodeURIComponent(pathname.slice('/tab/'.length)) };
    const answer = await route.handle({
      params,
      headers: { 'accept-encoding': 'gzip' },
    } as unknown as PageRequest);
    send(response, answer);
  }

  async #api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.slice('/api/tab'.length);
    const failing = [...this.#failing].find(([begins]) => path.startsWith(begins))?.[1];
    if (failing !== undefined)
      return json(response, failing.status, { error: failing.error, reference: 'a1b2c3d4e5f6' });
    if (request.headers.authorization !== `Bearer ${this.bearer}`) return json(response, 401, NO_TOKEN);
    if (request.method !== 'GET') {
      const body: unknown = JSON.parse((await textOf(request)) || '{}');
      this.asked.push({ what: `${request.method ?? ''} ${path}`, body });
      return json(response, 200, this.#change(path, body));
    }
    if (path === '/changes' && !url.searchParams.has('since')) return this.#stream(response);
    if (path.startsWith('/export/')) return put(response, 200, 'text/plain', `exported ${path}`);
    const found = this.#read(path, url.searchParams);
    return found === undefined ? json(response, 404, UNKNOWN) : json(response, 200, found);
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  #read(path: string, query: URLSearchParams): unknown {
    const [, what, id = ''] = path.split('/');
    const line = this.lines.find((one) => one.id === id);
    switch (what) {
      case 'me':
        return this.me;
      case 'summary':
        return register.summary(register.among(this.lines, query));
      case 'registrations':
        if (id === '') return register.page(this.lines, query);
        return this.registrations.get(id) ?? (line && register.registration(line, [...this.runs.values()]));
      case 'runs':
        return this.runs.get(id);
      case 'connectors':
        return register.CONNECTOR_LIST;
      case 'changes':
        return { latest: '1', changed: false };
      case 'channel':
        return this.channel;
      default:
        return undefined;
    }
  }

  #change(path: string, body: unknown): unknown {
    const [, what, id = '', verb = ''] = path.split('/');
    if (what === 'runs' && id === '') return this.#keep({ ...PHASE_VIEWS.choices, runId: 'new-run' });
    if (what === 'runs' && ['sign-in', 'hand-over', 'certificate'].includes(verb))
      return { url: `${this.url}/pop-up?${verb}` };
    if (what === 'runs') return this.#keep(after(this.runs.get(id) ?? PHASE_VIEWS.choices, verb, body));
    if (what === 'lapses') this.changed();
    if (what === 'calendar') return { url: CALENDAR };
    if (what === 'channel') return { ...this.channel, ...(body as object) };
    return {};
  }

  #keep(view: RunView): RunView {
    this.runs.set(view.runId, view);
    return view;
  }
}

const NO_TOKEN = {
  error: {
    code: 'API_TOKEN',
    what: 'No sign-in was sent',
    why: 'The token is missing.',
    fix: 'Sign in again.',
    reason: 'token',
  },
  reference: 'a1b2c3d4e5f6',
};
const UNKNOWN = {
  error: {
    code: 'RUN_UNKNOWN',
    what: 'There is no such set-up',
    why: 'It may be of another tenant.',
    fix: 'Go back to the list.',
  },
  reference: 'a1b2c3d4e5f6',
};

/** What a verb leads to, as far as the page can see it. */
function after(view: RunView, verb: string, body: unknown): RunView {
  const to = (phase: RunView['phase'], more: Partial<RunView> = {}): RunView => ({
    ...PHASE_VIEWS[phase],
    runId: view.runId,
    revision: view.revision + 1,
    ...more,
  });
  switch (verb) {
    case 'choose':
      return to('sign-in');
    case 'change':
      return to('choices');
    case 'approve':
    case 'retry':
      return to('working');
    case 'ask-approver':
      return to('approval');
    case 'decline':
      return to('plan', { declined: { by: ANNA.displayName, reason: (body as { reason: string }).reason } });
    case 'cancel':
      return to(view.live.length === 0 ? 'declined' : 'cancelling');
    case 'renew':
      return { ...PHASE_VIEWS.choices, runId: 'renewal' };
    case 'confirm-sent':
      return to('handed-over');
    default:
      return { ...view, revision: view.revision + 1 };
  }
}

function pagePorts(): PagePorts {
  return { tab: new TabFiles(BUILT), hex: () => NONCE } as unknown as PagePorts;
}

/** As Entra and back: a sign-in ends on the page that closes it, a hand-over stays until it is closed. */
function popUp(response: ServerResponse, { searchParams }: URL): void {
  if (searchParams.has('hand-over'))
    return put(response, 200, 'text/html', '<title>Hand-over</title><h1>For Nectar</h1>');
  response.writeHead(303, { location: '/tab/signed-in.html?run=a' });
  response.end();
}

function send(response: ServerResponse, { status, headers, safe, body }: Answer): void {
  response.writeHead(status, { ...safe, ...headers });
  response.end(typeof body === 'function' ? '' : body);
}

function json(response: ServerResponse, status: number, content: unknown): void {
  put(response, status, 'application/json', JSON.stringify(content));
}

function put(response: ServerResponse, status: number, type: string, body: string): void {
  const time = new Date(NOW).toISOString();
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-registrar-time': time,
  });
  response.end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
