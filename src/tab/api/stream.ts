/**
 * Changes as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), until the token is at
 * its end, the page goes away or the server stops.
 */
import type { Provisioning } from '../../provisioning/index.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import type { Change, Changes } from './changes.ts';
import type { Caller } from './verify.ts';

export interface StreamPorts {
  readonly provisioning: Pick<Provisioning, 'view'>;
  readonly changes: Changes;
  /** Epoch ms, business time. */
  now(): number;
  /** Rejects when the signal says so. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

/** Proxies close what is silent for longer than half a minute or so. */
const BEAT_MS = 15_000;
/** For each person: two devices with some tabs each. */
export const MOST_STREAMS = 6;

export class Streams {
  readonly #ports: StreamPorts;
  readonly #open = new Map<string, number>();

  constructor(ports: StreamPorts) {
    this.#ports = ports;
  }

  /** Throws TAB_STREAMS. What it answers counts as open while it is read. */
  open(caller: Caller): (ended: AbortSignal) => AsyncIterable<string> {
    const { tenantId, oid } = caller.actor;
    const key = `${tenantId}/${oid}`;
    if ((this.#open.get(key) ?? 0) >= MOST_STREAMS)
      throw new RegistrarError('TAB_STREAMS', { most: MOST_STREAMS });
    return (ended) => this.#events(caller, ended, key);
  }

  #count(key: string, change: 1 | -1): void {
    const open = (this.#open.get(key) ?? 0) + change;
    if (open > 0) this.#open.set(key, open);
    else this.#open.delete(key);
  }

  async *#events(caller: Caller, ended: AbortSignal, key: string): AsyncIterable<string> {
    const { changes } = this.#ports;
    const inbox = new Inbox();
    this.#count(key, 1);
    const stop = changes.follow(caller.actor.tenantId, (change) => inbox.put(change));
    try {
      yield `retry: 2000\n${idOf(changes, caller)}: here\n\n`;
      while (!ended.aborted && this.#ports.now() < caller.expiresAt) {
        await this.#next(inbox, caller, ended);
        const news = inbox.take();
        if (news.length === 0) yield ': still here\n\n';
        for (const change of news) yield idOf(changes, caller) + (await this.#event(caller, change));
      }
      yield `event: end\ndata: {"why":"${ended.aborted ? 'server' : 'token'}"}\n\n`;
    } finally {
      stop();
      this.#count(key, -1);
    }
  }

  /** News, or it is time for a sign of life. */
  async #next(inbox: Inbox, { expiresAt }: Caller, ended: AbortSignal): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([ended, over.signal]);
    const wait = Math.min(BEAT_MS, Math.max(expiresAt - this.#ports.now(), 0));
    await Promise.race([inbox.filled(), this.#ports.delay(wait, signal).catch(() => undefined)]);
    over.abort();
  }

  async #event({ actor }: Caller, change: Change): Promise<string> {
    const run = change === null ? null : await this.#ports.provisioning.view(actor, change).catch(() => null);
    if (run === null) return 'event: register\ndata: {}\n\n';
    const { runId, revision } = run;
    return `event: run\ndata: ${JSON.stringify({ runId, revision })}\n\n`;
  }
}

function idOf(changes: Changes, { actor }: Caller): string {
  return `id: ${changes.latest(actor.tenantId)}\n`;
}

/** Each change once, however often it came since it was last looked at. */
class Inbox {
  #changes = new Set<Change>();
  #filled = Promise.withResolvers<void>();

  put(change: Change): void {
    this.#changes.add(change);
    this.#filled.resolve();
  }

  filled(): Promise<void> {
    return this.#filled.promise;
  }

  take(): readonly Change[] {
    const taken = [...this.#changes];
    this.#changes = new Set();
    this.#filled = Promise.withResolvers();
    return taken;
  }
}
