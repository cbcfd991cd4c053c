/** What passes between the pages and whoever speaks HTTP for them. */
import type { Actor, SignInPurpose } from '../../provisioning/index.ts';
import type { Provisioning } from '../../provisioning/index.ts';
import type { PopUps } from './pop-ups.ts';
import type { TabFiles } from './tab-files.ts';

/** A request that has passed the server's own checks: size, type, encoding, host, no doubled query parameter. */
export interface PageRequest {
  /** The named parts of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly cookies: ReadonlyMap<string, string>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer in pieces. It ends early, and in order, when the signal says so. */
export type Stream = (ended: AbortSignal) => AsyncIterable<string>;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** Instead of the headers that every answer has. */
  readonly safe?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Stream;
}

export interface PageRoute {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `:name` for a named part. */
  readonly path: string;
  /** Media types that are taken; none of them: an empty body is expected. */
  readonly accepts?: readonly string[];
  /** Bytes of a POST; the server's own limit when it is not given. */
  readonly limit?: number;
  /** How a failure is told: as a page, as JSON to the page's own script, or as the tab's API tells it. */
  readonly failsAs: FailsAs;
  /** Throws RegistrarError for a failure that has words. */
  handle(request: PageRequest): Promise<Answer> | Answer;
}

export type FailsAs = 'page' | 'json' | 'api';

/** What a link on a card stands for. */
export interface LinkPress {
  readonly actor: Actor;
  readonly runId: string;
  readonly purpose: SignInPurpose;
}

/** What the pages ask of the world. */
export interface PagePorts {
  readonly provisioning: Provisioning;
  /** Looks a link of a card up. Throws RegistrarError when it is unknown or out of date. */
  openSignIn(press: string): Promise<LinkPress>;
  /** Epoch milliseconds. */
  now(): number;
  /** That many random bits as hexadecimal. */
  hex(bits: 128 | 256): string;
  sha256(text: string): string;
  /** Origin people reach us at, without a slash at the end. */
  publicUrl(): string;
  /** Origin of the sign-in service: an `iss` of another origin is refused. */
  readonly loginOrigin: string;
  /** Which tenant the sandbox pretends to be; null where tenants are real, and no page shows one unasked. */
  readonly pretendTenant: (() => Promise<{ readonly tenantId: string; readonly tenantName: string }>) | null;
  readonly links: { readonly chat: string | null; readonly directory: string | null };
  /** Addresses the tab has given out; `openSignIn` knows them as well. */
  readonly popUps: PopUps;
  /** The tab's page as it was built. */
  readonly tab: TabFiles;
}
