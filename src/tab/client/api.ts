/** The server's half of the page. A read is tried again when nobody answered; a change is sent once. */
import type { ConnectorSummary, RunView } from '../../provisioning/contract.ts';
import type {
  RegisterPage,
  RegisterSummary,
  RegistrationView,
} from '../../provisioning/contract/register.ts';
import type {
  ByHandView,
  CalendarAsked,
  CalendarLink,
  ChangesView,
  ChannelSettings,
  ChannelWanted,
  LapseVerb,
  LapseVerbs,
  MeView,
  PopUp,
  RunVerb,
  RunVerbs,
  SignInAsked,
} from '../../provisioning/contract/tab.ts';
import { NO_TOKEN, Trouble, troubleFrom, UNREACHABLE, UNREADABLE } from './trouble.ts';

export interface ApiPorts {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly token: (asked: { readonly claims?: string }) => Promise<string>;
  readonly wait: (ms: number) => Promise<void>;
  /** For one try of a read: aborted when nobody answers any more, so that the page does not wait for ever. */
  readonly patience: () => AbortSignal;
}

interface Sending extends RequestInit {
  readonly patience?: ApiPorts['patience'];
}

/** Milliseconds before each further try of a read. */
const RETRIES = [400, 1_600] as const;
/** Nobody decided anything: it may be asked again. */
const PASSING: ReadonlySet<number> = new Set([0, 429, 502, 503, 504]);

export class Api {
  readonly #ports: ApiPorts;
  /** Kept until it is refused. */
  #token: Promise<string> | null = null;
  #claims: string | undefined;
  /** Reads that were begun before anybody asked, by path. */
  readonly #begun = new Map<string, Promise<unknown>>();

  constructor(ports: ApiPorts) {
    this.#ports = ports;
  }

  /** Begins to read what the overview asks first, while it is drawn; it is given the same answers. */
  readAhead(params: URLSearchParams, connectors: readonly string[]): void {
    for (const path of [`/registrations?${params.toString()}`, summaryOf(connectors), '/me']) {
      const begun = this.#read(path);
      begun.catch(() => undefined);
      this.#begun.set(path, begun);
    }
  }
  me(): Promise<MeView> {
    return this.#first('/me');
  }
  /** Of those connectors; of all where none is named. */
  summary(connectors: readonly string[]): Promise<RegisterSummary> {
    return this.#first(summaryOf(connectors));
  }
  registrations(params: URLSearchParams): Promise<RegisterPage> {
    return this.#first(`/registrations?${params.toString()}`);
  }
  registration(id: string): Promise<RegistrationView> {
    return this.#read(`/registrations/${encodeURIComponent(id)}`);
  }
  connectors(): Promise<readonly ConnectorSummary[]> {
    return this.#read('/connectors');
  }
  run(id: string): Promise<RunView> {
    return this.#read(`/runs/${encodeURIComponent(id)}`);
  }
  startRun(connectorId: string): Promise<RunView> {
    return this.#change('POST', '/runs', { connectorId });
  }
  act<V extends RunVerb>(runId: string, verb: V, body: RunVerbs[V]): Promise<RunView> {
    return this.#change('POST', `/runs/${encodeURIComponent(runId)}/${verb}`, body);
  }
  byHand(runId: string): Promise<ByHandView> {
    return this.#change('POST', `/runs/${encodeURIComponent(runId)}/by-hand`, {});
  }
  signIn(runId: string, asked: SignInAsked): Promise<PopUp> {
    return this.#change('POST', `/runs/${encodeURIComponent(runId)}/sign-in`, asked);
  }
  handOver(runId: string): Promise<PopUp> {
    return this.#change('POST', `/runs/${encodeURIComponent(runId)}/hand-over`, {});
  }
  certificate(runId: string): Promise<PopUp> {
    return this.#change('POST', `/runs/${encodeURIComponent(runId)}/certificate`, {});
  }
  async lapse<V extends LapseVerb>(lapseId: string, verb: V, body: LapseVerbs[V]): Promise<void> {
    await this.#change('POST', `/lapses/${encodeURIComponent(lapseId)}/${verb}`, body);
  }
  channel(id: string): Promise<ChannelSettings> {
    return this.#read(`/channel?id=${encodeURIComponent(id)}`);
  }
  putChannel(id: string, wanted: ChannelWanted): Promise<ChannelSettings> {
    return this.#change('PUT', `/channel?id=${encodeURIComponent(id)}`, wanted);
  }
  changesSince(since: string): Promise<ChangesView> {
    return this.#read(`/changes?since=${encodeURIComponent(since)}`);
  }
  calendar(asked: CalendarAsked): Promise<CalendarLink> {
    return this.#change('POST', '/calendar', asked);
  }
  async revokeCalendar(): Promise<void> {
    await this.#change('POST', '/calendar/revoke', {});
  }
  /** `registrations.csv?state=...`, `lapses.ics?connector=...` and their siblings. */
  async file(path: string): Promise<Blob> {
    return (await this.#answer(`/export/${path}`, { method: 'GET' })).blob();
  }
  /** The stream of changes, open until it ends or `signal` says so. */
  changes(signal: AbortSignal): Promise<Response> {
    return this.#answer('/changes', { method: 'GET', headers: { accept: 'text/event-stream' }, signal });
  }

  /** The next token shows this, or is a fresh one. */
  renewToken(claims?: string): void {
    this.#claims = claims;
    this.#token = null;
  }

  /** What was read ahead is given once; afterwards it would be old. */
  #first<T>(path: string): Promise<T> {
    const begun = this.#begun.get(path);
    this.#begun.delete(path);
    return begun === undefined ? this.#read(path) : (begun as Promise<T>);
  }

  async #read<T>(path: string): Promise<T> {
    for (const pause of RETRIES) {
      try {
        return await this.#json<T>(path, this.#get());
      } catch (error) {
        if (!(error instanceof Trouble) || !PASSING.has(error.status) || error.failure.reason === 'token')
          throw error;
        await this.#ports.wait(pause);
      }
    }
    return this.#json<T>(path, this.#get());
  }

  #get(): Sending {
    return { method: 'GET', patience: this.#ports.patience };
  }

  #change<T>(method: 'POST' | 'PUT', path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.#json(path, { method, headers, body: JSON.stringify(body) });
  }

  async #json<T>(path: string, init: Sending): Promise<T> {
    const response = await this.#answer(path, init);
    try {
      return (await response.json()) as T;
    } catch (error) {
      if (isTimeout(error)) throw new Trouble(UNREACHABLE);
      throw new Trouble(UNREADABLE, response.status);
    }
  }

  /** A refused token was at its end: a new one, once. */
  async #answer(path: string, init: Sending): Promise<Response> {
    const first = await this.#send(path, init);
    if (first.ok) return first;
    const trouble = await troubleIn(first);
    if (trouble.failure.reason !== 'token') throw trouble;
    this.renewToken(this.#claims);
    const second = await this.#send(path, init);
    if (second.ok) return second;
    throw await troubleIn(second);
  }

  /** Somebody may be asked to sign in first, which takes as long as it takes. */
  async #send(path: string, { patience, ...init }: Sending): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${await this.#bearer()}` };
    const limits = patience === undefined ? {} : { signal: patience() };
    try {
      return await this.#ports.fetch(`/api/tab${path}`, { ...init, ...limits, headers });
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new Trouble(UNREACHABLE);
    }
  }

  /** One request of a token at a time. What failed is not kept. */
  #bearer(): Promise<string> {
    const claims = this.#claims;
    this.#token ??= this.#ports.token(claims === undefined ? {} : { claims }).catch((error: unknown) => {
      this.#token = null;
      throw new Trouble({
        ...NO_TOKEN,
        why: `${NO_TOKEN.why} Teams says: ${saidBy(error)}`,
        reason: 'token',
      });
    });
    return this.#token;
  }
}

function summaryOf(connectors: readonly string[]): string {
  return `/summary${ofThose(connectors)}`;
}

/** The part of an address that asks for what belongs to those connectors; to all where none is named. */
export function ofThose(connectors: readonly string[]): string {
  return connectors.length === 0 ? '' : `?connector=${connectors.join(',')}`;
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

async function troubleIn(response: Response): Promise<Trouble> {
  return troubleFrom(response.status, await response.json().catch(() => null));
}

function saidBy(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
