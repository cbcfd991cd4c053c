/** Makes tokens as Entra makes them for Teams, and every kind of token that is not one. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters } from 'jose';

export const LOGIN = 'https://localhost:3980';
export const API = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d31';
export const TEAMS_WEB = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
export const TEAMS_DESKTOP = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';

export type Claims = Readonly<Record<string, unknown>>;

export interface Speaker {
  readonly oid: string;
  readonly displayName: string;
  readonly tenantId: string;
  /** What Entra says of the account; undefined: nothing. */
  readonly acct?: 0 | 1;
}

let pairs: Promise<readonly [KeyPair, KeyPair]> | undefined;

interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export class TeamsTokens {
  readonly kid = 'key-1';
  /** Requests for keys. */
  asked = 0;
  /** Names under which the key is published. */
  published: readonly string[] = ['key-1'];
  answers: 'keys' | 'nothing' | 'html' = 'keys';
  readonly #now: () => number;
  readonly #pairs: readonly [KeyPair, KeyPair];

  private constructor(now: () => number, keys: readonly [KeyPair, KeyPair]) {
    this.#now = now;
    this.#pairs = keys;
  }

  static async create(now: () => number): Promise<TeamsTokens> {
    pairs ??= Promise.all([keyPair(), keyPair()]);
    return new TeamsTokens(now, await pairs);
  }

  /** Of the right key's public half. */
  get publicKey(): JWK {
    return this.#pairs[0].jwk;
  }

  /** Entra's `discovery/v2.0/keys`. */
  readonly fetch: typeof globalThis.fetch = (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!/^\/[0-9a-f-]{36}\/discovery\/v2\.0\/keys$/.test(pathname))
      return Promise.reject(new TypeError(pathname));
    this.asked += 1;
    if (this.answers === 'nothing') return Promise.reject(new TypeError('fetch failed'));
    if (this.answers === 'html') return Promise.resolve(new Response('<html>', { status: 200 }));
    const keys = this.published.map((kid) => ({ ...this.publicKey, kid, use: 'sig' }));
    return Promise.resolve(Response.json({ keys: [...keys, { kid: 'ec', kty: 'EC', use: 'sig' }] }));
  };

  claims({ oid, displayName, tenantId, acct }: Speaker): Claims {
    const now = Math.floor(this.#now() / 1000);
    return {
      ...{ aud: API, iss: `${LOGIN}/${tenantId}/v2.0`, tid: tenantId, ver: '2.0' },
      ...{ iat: now, nbf: now, exp: now + 4_000 },
      ...{ azp: TEAMS_WEB, azpacr: '0', scp: 'access_as_user', oid, sub: `sub-${oid}` },
      ...{ name: displayName, preferred_username: `${oid}@contoso.example` },
      ...(acct === undefined ? {} : { acct }),
    };
  }

  /** Without a claim that is undefined. */
  async sign(
    claims: Claims,
    header: Partial<JWTHeaderParameters> = {},
    key: 'ours' | 'other' = 'ours',
  ): Promise<string> {
    const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
    const [ours, other] = this.#pairs;
    return new SignJWT(kept)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: this.kid, ...header })
      .sign(key === 'ours' ? ours.privateKey : other.privateKey);
  }

  async of(speaker: Speaker, changes: Claims = {}): Promise<string> {
    return this.sign({ ...this.claims(speaker), ...changes });
  }
}

async function keyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: await exportJWK(publicKey) };
}

/** Any header and payload, signed by nobody. */
export function unsigned(header: Claims, claims: Claims, signature = ''): string {
  const part = (value: Claims): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}
