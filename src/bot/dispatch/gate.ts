/** Nobody sends but through here: the limits of a conversation, the tenant's pace, and at the last moment its ceiling. */
import type { OutboxLease } from '../../provisioning/contract.ts';
import { Ceiling } from './ceiling.ts';
import { CEILING, Pace, type Time } from './pace.ts';
import { Windows, type Limit } from './windows.ts';

/** `later`: the conversation has to be left alone for longer than is waited for here. */
export type Passage =
  { readonly kind: 'go' | 'stopped' } | { readonly kind: 'later'; readonly afterMs: number };

/** What one bot may say in one conversation (Microsoft's "Rate limiting for bots"). */
const OF_A_THREAD: readonly Limit[] = [
  { most: 7, ms: 1_000 },
  { most: 8, ms: 2_000 },
  { most: 60, ms: 30_000 },
  { most: 1_800, ms: 3_600_000 },
];

const LONGEST_WAIT_MS = 2_500;
const FORGOTTEN_AFTER_MS = 2 * 3_600_000;

export class Gate {
  readonly #perSecond: number;
  readonly #time: Time;
  readonly #paces = new Map<string, Pace>();
  readonly #ceilings = new Map<string, Ceiling>();
  readonly #fences = new Map<string, number>();
  /** The longest silent first. */
  readonly #threads = new Map<string, Windows>();

  constructor(perSecond: number, time: Time) {
    this.#perSecond = perSecond;
    this.#time = time;
  }

  /** Under a lease that does not follow our own last one, nobody here knows what was sent a moment ago. */
  enter({ tenantId, fence }: OutboxLease): void {
    if (this.#fences.get(tenantId) !== fence - 1) {
      this.#pace(tenantId).unknown();
      this.#ceiling(tenantId).fill();
    }
    this.#fences.set(tenantId, fence);
  }

  /** When it may be got ready. One at a time for a conversation: the caller keeps its lane. */
  async pass(tenantId: string, conversation: string): Promise<Passage> {
    const { ticks, delay, stopping } = this.#time;
    const wait = this.#thread(tenantId, conversation).wait(ticks());
    if (wait > LONGEST_WAIT_MS) return { kind: 'later', afterMs: wait };
    if (wait > 0) await delay(Math.ceil(wait), stopping).catch(() => undefined);
    return { kind: (await this.#pace(tenantId).turn()) ? 'go' : 'stopped' };
  }

  /**
   * When it may leave. Call what it answers when the answer is there: until then nobody knows when it arrived. Null: it is
   * to stop instead.
   */
  async depart(tenantId: string, conversation: string): Promise<(() => void) | null> {
    const answered = await this.#ceiling(tenantId).depart();
    if (answered === null) return null;
    return () => {
      answered();
      this.#thread(tenantId, conversation).note(this.#time.ticks());
    };
  }

  /** The tenant as a whole was refused. */
  slow(tenantId: string): void {
    this.#pace(tenantId).slow();
  }

  #pace(tenantId: string): Pace {
    const pace = this.#paces.get(tenantId) ?? new Pace(this.#perSecond, this.#time);
    this.#paces.set(tenantId, pace);
    return pace;
  }

  #ceiling(tenantId: string): Ceiling {
    const ceiling = this.#ceilings.get(tenantId) ?? new Ceiling(CEILING, this.#time);
    this.#ceilings.set(tenantId, ceiling);
    return ceiling;
  }

  #thread(tenantId: string, conversation: string): Windows {
    const key = `${tenantId}/${conversation}`;
    const thread = this.#threads.get(key) ?? new Windows(OF_A_THREAD);
    this.#threads.delete(key);
    this.#forget();
    this.#threads.set(key, thread);
    return thread;
  }

  #forget(): void {
    const before = this.#time.ticks() - FORGOTTEN_AFTER_MS;
    for (const [key, { last }] of this.#threads) {
      if (last > before) return;
      this.#threads.delete(key);
    }
  }
}
