/** How often a bot may ask: Microsoft's "Rate limiting for bots". What is refused does not count. */
import { isSaying, type Asking } from './reading.ts';
import type { Switches } from './state.ts';

export interface Limit {
  readonly requests: number;
  readonly ms: number;
}

/** Per bot and conversation. */
export const SENDING: readonly Limit[] = [
  { requests: 7, ms: 1_000 },
  { requests: 8, ms: 2_000 },
  { requests: 60, ms: 30_000 },
  { requests: 1_800, ms: 3_600_000 },
];

const READING_MEMBERS: readonly Limit[] = [
  { requests: 14, ms: 1_000 },
  { requests: 16, ms: 2_000 },
  { requests: 120, ms: 30_000 },
  { requests: 3_600, ms: 3_600_000 },
];

/** When what was admitted, as far back as the longest limit goes. */
export class Admissions {
  readonly #admitted = new Map<string, number[]>();

  /** Whether it keeps every limit that applies. It counts when it does. */
  admits(asking: Asking, switches: Switches): boolean {
    const applying = limitsFor(asking, switches);
    if (!applying.every(([key, limits]) => this.#fits(key, limits, asking.now))) return false;
    for (const [key, limits] of applying) this.#admit(key, limits, asking.now);
    return true;
  }

  clear(): void {
    this.#admitted.clear();
  }

  #fits(key: string, limits: readonly Limit[], now: number): boolean {
    const times = this.#admitted.get(key) ?? [];
    return limits.every(({ requests, ms }) => {
      const oldest = times.at(-requests);
      return oldest === undefined || now - oldest >= ms;
    });
  }

  #admit(key: string, limits: readonly Limit[], now: number): void {
    const times = this.#admitted.get(key) ?? [];
    times.push(now);
    if (times.length > Math.max(...limits.map(({ requests }) => requests))) times.shift();
    this.#admitted.set(key, times);
  }
}

function limitsFor(
  { operation, tenantId, conversationId }: Asking,
  { perSecond, threadLimits }: Switches,
): (readonly [string, readonly Limit[]])[] {
  const ofTenant = [`tenant ${tenantId}`, [{ requests: perSecond, ms: 1_000 }]] as const;
  if (!threadLimits || conversationId === '') return [ofTenant];
  return [
    ofTenant,
    isSaying(operation) ? [`say ${conversationId}`, SENDING] : [`read ${conversationId}`, READING_MEMBERS],
  ];
}
