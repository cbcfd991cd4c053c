/**
 * Pages that are open for a few minutes to one browser. Kept in memory under the hash of the cookie: a restart
 * ends them, and then the person signs in again.
 */
import type { Actor } from '../../provisioning/index.ts';

export interface PageSession {
  readonly actor: Actor;
  readonly runId: string;
  /** What every form of the page must send back. */
  readonly token: string;
  readonly expiresAt: number;
}

export interface SessionPorts {
  now(): number;
  hex(bits: 128 | 256): string;
  sha256(text: string): string;
}

/** 10 minutes: the secret is on the screen of somebody who signed in just now. */
export const SESSION_MS = 10 * 60_000;
/** More than people can have open; the oldest ends when it is reached. */
const MOST = 1_000;

export class Sessions {
  readonly #ports: SessionPorts;
  readonly #open = new Map<string, PageSession>();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  /** The value for the cookie; it is kept nowhere here. */
  begin(actor: Actor, runId: string): { readonly cookie: string; readonly session: PageSession } {
    const cookie = this.#ports.hex(256);
    const expiresAt = this.#ports.now() + SESSION_MS;
    const session = { actor, runId, token: this.#ports.hex(256), expiresAt };
    this.#makeRoom();
    this.#open.set(this.#ports.sha256(cookie), session);
    return { cookie, session };
  }

  /** Undefined when there is none, it belongs to another run, or its time is over. */
  find(cookie: string | undefined, runId?: string): PageSession | undefined {
    if (cookie === undefined) return undefined;
    const session = this.#open.get(this.#ports.sha256(cookie));
    if (session === undefined || session.expiresAt <= this.#ports.now()) return undefined;
    return runId === undefined || session.runId === runId ? session : undefined;
  }

  #makeRoom(): void {
    const now = this.#ports.now();
    for (const [key, session] of this.#open) {
      if (session.expiresAt <= now || this.#open.size >= MOST) this.#open.delete(key);
    }
  }
}
