/**
 * The keys Microsoft Entra signs with, by tenant. They are read once a day, and once more when a token names one that is
 * not among them: for each such name once an hour, and for all of them together once in five minutes, so that tokens
 * with made-up names cost Entra nothing (https://learn.microsoft.com/entra/identity-platform/signing-key-rollover).
 */
import type { JWK } from 'jose';
import { z } from 'zod/v4';
import { RegistrarError } from '../../provisioning/index.ts';

export interface KeyPorts {
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
  /** Epoch ms. */
  now(): number;
}

/** The key of that name, or undefined. Throws TAB_KEYS_UNREACHABLE when none are known and none can be read. */
export type FindKey = (tenantId: string, kid: string) => Promise<JWK | undefined>;

const FRESH_MS = 24 * 60 * 60_000;
const SAME_NAME_MS = 60 * 60_000;
const ANY_NAME_MS = 5 * 60_000;
/** After no answer. */
const REST_MS = 5_000;
/** Names that are remembered as unknown. */
const MOST = 1_000;
/** Entra answers about 10 KB. */
const LARGEST = 256 * 1024;

export function createKeys(ports: KeyPorts): FindKey {
  const rings = new Map<string, KeyRing>();
  return (tenantId, kid) => {
    const ring = rings.get(tenantId) ?? new KeyRing(ports, tenantId);
    rings.set(tenantId, ring);
    return ring.find(kid);
  };
}

class KeyRing {
  readonly #ports: KeyPorts;
  readonly #tenantId: string;
  #keys: readonly JWK[] = [];
  #readAt = -Infinity;
  #failedAt = -Infinity;
  #reading: Promise<void> | null = null;
  readonly #unknown = new Map<string, number>();

  constructor(ports: KeyPorts, tenantId: string) {
    this.#ports = ports;
    this.#tenantId = tenantId;
  }

  async find(kid: string): Promise<JWK | undefined> {
    if (this.#olderThan(this.#readAt, FRESH_MS)) await this.#read();
    const known = this.#named(kid);
    if (known !== undefined || !this.#mayLookAgainFor(kid)) return known;
    await this.#read().catch(() => undefined);
    return this.#named(kid);
  }

  #named(kid: string): JWK | undefined {
    return this.#keys.find((key) => key.kid === kid);
  }

  #mayLookAgainFor(kid: string): boolean {
    const asked = this.#unknown.get(kid) ?? -Infinity;
    if (!this.#olderThan(this.#readAt, ANY_NAME_MS) || !this.#olderThan(asked, SAME_NAME_MS)) return false;
    if (this.#unknown.size >= MOST) this.#unknown.clear();
    this.#unknown.set(kid, this.#ports.now());
    return true;
  }

  /** A clock that was put back makes everything old. */
  #olderThan(at: number, age: number): boolean {
    const passed = this.#ports.now() - at;
    return passed >= age || passed < 0;
  }

  /** Once, however many ask at the same time. */
  async #read(): Promise<void> {
    if (!this.#olderThan(this.#failedAt, REST_MS)) throw new RegistrarError('TAB_KEYS_UNREACHABLE');
    this.#reading ??= this.#ask().finally(() => (this.#reading = null));
    await this.#reading;
  }

  async #ask(): Promise<void> {
    const { fetch = globalThis.fetch, loginBaseUrl, timeoutMs } = this.#ports;
    try {
      const response = await fetch(`${loginBaseUrl}/${this.#tenantId}/discovery/v2.0/keys`, {
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (!response.ok || text.length > LARGEST) throw new RangeError(`status ${response.status}`);
      this.#keys = keySet.parse(JSON.parse(text)).keys;
      this.#readAt = this.#ports.now();
    } catch (cause) {
      this.#failedAt = this.#ports.now();
      throw new RegistrarError('TAB_KEYS_UNREACHABLE', {}, { cause });
    }
  }
}

/** RSA for signatures: what else is published there is not for us. */
const keySet = z.object({
  keys: z
    .array(
      z.object({
        kid: z.string(),
        kty: z.string(),
        use: z.string().optional(),
        n: z.string().optional(),
        e: z.string().optional(),
      }),
    )
    .transform((keys) =>
      keys.flatMap(({ kid, kty, use, n, e }): JWK[] =>
        kty === 'RSA' && (use ?? 'sig') === 'sig' && n !== undefined && e !== undefined
          ? [{ kid, kty, n, e, alg: 'RS256' }]
          : [],
      ),
    ),
});
