/**
 * Addresses for a pop-up: a sign-in, or the hand-over, for one person and one set-up. Kept in memory under their hashes;
 * a restart ends them, and then the button is pressed again.
 */
import { RegistrarError } from '../../provisioning/index.ts';
import type { LinkPress } from './exchange.ts';

export interface PopUpPorts {
  /** Epoch ms. */
  now(): number;
  hex(bits: 128 | 256): string;
  sha256(text: string): string;
}

/** As long as Entra gives a sign-in. */
const GOOD_FOR_MS = 10 * 60_000;
const MOST = 2_000;
const PREFIX = 'tab~';

interface Kept {
  readonly press: LinkPress;
  readonly until: number;
}

export class PopUps {
  readonly #ports: PopUpPorts;
  readonly #kept = new Map<string, Kept>();
  /** Sign-ins that began in a pop-up, by the hash of their state. */
  readonly #states = new Map<string, number>();

  constructor(ports: PopUpPorts) {
    this.#ports = ports;
  }

  /** What `?press=` of `/auth/start` and `/handover/start` is to be. */
  make(press: LinkPress): string {
    const name = PREFIX + this.#ports.hex(256);
    this.#makeRoom();
    this.#kept.set(this.#ports.sha256(name), { press, until: this.#ports.now() + GOOD_FOR_MS });
    return name;
  }

  isOne(press: string): boolean {
    return press.startsWith(PREFIX);
  }

  /** Looking does not use it up. Throws RUN_STALE. */
  open(press: string): LinkPress {
    const kept = this.#kept.get(this.#ports.sha256(press));
    if (kept === undefined || kept.until <= this.#ports.now()) throw new RegistrarError('RUN_STALE');
    return kept.press;
  }

  /** The sign-in that the browser is now sent to belongs to a pop-up. */
  sentTo(url: string): void {
    const state = new URL(url).searchParams.get('state') ?? '';
    this.#states.set(this.#ports.sha256(state), this.#ports.now() + GOOD_FOR_MS);
  }

  /** Whether it came back to a pop-up; once. */
  cameBack(state: string): boolean {
    return this.#states.delete(this.#ports.sha256(state));
  }

  #makeRoom(): void {
    const now = this.#ports.now();
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    for (const [key, { until }] of this.#kept) if (until <= now) this.#kept.delete(key);
    for (const [key, until] of this.#states) if (until <= now) this.#states.delete(key);
  }
}
