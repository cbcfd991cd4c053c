/** Asking for one page of a sweep until it is there: pauses, a new sign-in when the old one has lapsed, giving up. */
import type { TenantId } from '../core/ids.ts';
import type { Secret } from '../core/secret.ts';
import { RegistrarError } from '../errors.ts';
import type { InventoryEvent, NewId } from '../ports.ts';
import type { GraphRequest } from './http.ts';
import { meaningOf, type Meaning } from './inventory-answer.ts';
import { readPage, type ReadPage } from './inventory-page.ts';
import type { InventorySignIn } from './inventory-sign-in.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';

export interface InventoryOptions extends TransportOptions {
  readonly signIn: InventorySignIn;
}

/** After so many answers that came to nothing, one after the other. */
const MOST_TRIES = 5;
/** After pauses of so long for one request. */
const MOST_PAUSED_MS = 2 * 60 * 60 * 1_000;
const SHORTEST_PAUSE_MS = 1_000;
/** Where the answer does not say how long. */
const LONGEST_PAUSE_MS = 60_000;

type Wait = Extract<InventoryEvent, { kind: 'wait' }>;

/** The requests of one reading, under one sign-in. */
export class Asking {
  readonly #transport: Transport;
  readonly #signIn: () => Promise<Secret>;
  readonly #signal: AbortSignal;
  readonly #newId: NewId;
  #token: Secret | null = null;
  requests = 0;

  constructor(options: InventoryOptions, tenantId: TenantId, signal: AbortSignal) {
    this.#transport = createTransport({ ...options, fetch: untilAborted(options.fetch, signal) });
    this.#signIn = () => options.signIn(tenantId, signal);
    this.#signal = signal;
    this.#newId = options.newId;
  }

  /** A page, whatever it takes; each pause is yielded. @throws RegistrarError, or the signal's reason */
  async *page(request: GraphRequest): AsyncGenerator<Wait, ReadPage | 'expired'> {
    let tries = 0;
    let pauses = 0;
    let paused = 0;
    for (let renewed = false; ;) {
      const meaning = await this.#ask(request);
      switch (meaning.kind) {
        case 'good': {
          const page = readPage(meaning.body);
          if (page === undefined) throw new RegistrarError('SWEEP_UNREADABLE');
          return page;
        }
        case 'expired':
          return 'expired';
        case 'failed':
          throw meaning.why;
        case 'stale-token':
          if (renewed) throw new RegistrarError('SWEEP_REFUSED', { answer: 'status 401' });
          renewed = true;
          this.#token = null;
          break;
        case 'again':
          if ((tries += 1) === MOST_TRIES) throw meaning.last;
          yield this.#wait(backOff(tries));
          break;
        case 'throttled': {
          if (paused > MOST_PAUSED_MS) throw new RegistrarError('SWEEP_THROTTLED');
          const wait = this.#wait(meaning.ms ?? backOff((pauses += 1)));
          paused += Math.max(wait.ms, SHORTEST_PAUSE_MS);
          yield wait;
        }
      }
    }
  }

  async #ask(request: GraphRequest): Promise<Meaning> {
    this.#signal.throwIfAborted();
    this.#token ??= await this.#signIn();
    this.requests += 1;
    const arrival = await this.#transport.send(this.#token, request);
    this.#signal.throwIfAborted();
    return meaningOf(arrival);
  }

  /** A little longer than asked, so that many who were sent away do not come back at once. */
  #wait(ms: number): Wait {
    return { kind: 'wait', ms: Math.round(ms * (1 + this.#newId.unit() / 5)) };
  }
}

function backOff(times: number): number {
  return Math.min(SHORTEST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
}

function untilAborted(
  fetch: typeof globalThis.fetch = globalThis.fetch,
  signal: AbortSignal,
): typeof globalThis.fetch {
  return (input, init = {}) =>
    fetch(input, { ...init, signal: AbortSignal.any([signal, ...(init.signal ? [init.signal] : [])]) });
}
