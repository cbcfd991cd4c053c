/** The few shapes the sandbox's rooms (entra/, graph/, control/, pages/) share. */
import type { World } from './world.ts';

/** One HTTP request, off the wire or made in-process by a test. Header names are lower case. */
export interface SandboxRequest {
  readonly method: string;
  /** Path and query as sent, e.g. `/v1.0/applications?$top=5`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Already serialised; '' for no content. */
  readonly body: string;
}

/** The business clock: what Entra and Graph think the time is, in epoch milliseconds. */
export interface SandboxClock {
  now(): number;
}

/** 128-bit or longer randomness; tests pass a seeded one. */
export interface SandboxRandom {
  guid(): string;
  bytes(length: number): Uint8Array;
}

/** Who is calling Graph, read from a verified access token. */
export interface Caller {
  /** Application (client) id the token was issued to. */
  readonly appId: string;
  /** Delegated: the person's object id. App-only: undefined. */
  readonly userId: string | undefined;
  /** App-only: the service principal's object id. */
  readonly servicePrincipalId: string | undefined;
  /** `scp`, split. Empty for app-only. */
  readonly scopes: readonly string[];
  /** `roles`. Empty for delegated. */
  readonly roles: readonly string[];
}

/**
 * The world behind every room, with what each room needs of it. `changed()` is called after every write; the
 * process saves the world then.
 */
export interface Tenant {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  changed(): void;
}

/** One line of `GET /sandbox/requests`. Times are machine time (not the business clock), epoch ms, fractional. */
export interface ServedRequest {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Calling application id, or null when there was no valid token. */
  readonly appId: string | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly subRequests: readonly { id: string; method: string; path: string; status: number }[];
  /** The name of the injected fault that made this answer, if one did. Such answers are exempt from contract checks. */
  readonly fault: string | null;
}
