/** What every endpoint of the sign-in service is given. */
import type { Tenant } from '../ports.ts';
import type { PendingSignIns } from './pending.ts';
import type { SigningKey } from './keys.ts';
import type { Tokens } from './tokens.ts';

/** The switches that change how sign-in behaves; `control/` has them all. */
export interface SignInSwitches {
  /** A new secret is refused for this long (business time, ms). */
  readonly secretDelayMs: number;
  /** A new application is not found for this long (business time, ms). */
  readonly replicationLagMs: number;
}

export interface EntraContext {
  readonly tenant: Tenant;
  /** Read anew at each request: the switches move. */
  switches(): SignInSwitches;
  readonly key: SigningKey;
  readonly tokens: Tokens;
  readonly pending: PendingSignIns;
  /** https, for SDKs. */
  readonly loginBaseUrl: string;
  /** http, for people: no certificate warning. */
  readonly browserBaseUrl: string;
}

/** One request, taken apart. */
export interface SignInRequest {
  readonly method: string;
  /** As in the path: a GUID, a domain, `common` or `organizations`. */
  readonly tenantName: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
}
