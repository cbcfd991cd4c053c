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
  /** Delegated grants and Entra roles of registrations are looked at too, which takes Directory.Read.All. */
  readonly grants?: boolean;
}

/** After so many answers that came to nothing, one after the other. */
const MOST_TRIES = 5;
/** After pauses of so long for one request. */
const MOST_PAUSED_MS = 2 * 60 * 60 * 1_000;
const SHORTEST_PAUSE_MS = 1_000;
/** Where the answer does not say how long. */
const LONGEST_PAUSE_MS = 60_000;

export type Wait = Extract<InventoryEvent, { kind: 'wait' }>;

/** What came of asking for one thing. */
export type Answered<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'expired' }
  | { readonly kind: 'absent'; readonly why: RegistrarError }
  | { readonly kind: 'denied'; readonly why: RegistrarError };

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

  /** A page of applications. @throws RegistrarError, or the signal's reason */
  async *page(request: GraphRequest): AsyncGenerator<Wait, ReadPage | 'expired'> {
    const answered = yield* this.read(request, readPage);
    if (answered.kind === 'expired') return 'expired';
    if (answered.kind === 'good') return answered.value;
    throw answered.why;
  }

  /**
   * An answer, whatever it takes; each pause is yielded. `read` is undefined for what it does not understand.
   * @throws RegistrarError, or the signal's reason
   */
  async *read<T>(
    request: GraphRequest,
    read: (body: unknown) => T | undefined,
  ): AsyncGenerator<Wait, Answered<T>> {
    let tries = 0;
    let pauses = 0;
    let paused = 0;
    for (let renewed = false; ;) {
      const meaning = await this.#ask(request);
      switch (meaning.kind) {
        case 'good': {
          const value = read(meaning.body);
          if (value === undefined) throw new RegistrarError('SWEEP_UNREADABLE');
          return { kind: 'good', value };
        }
        case 'expired':
        case 'absent':
        case 'denied':
          return meaning;
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
