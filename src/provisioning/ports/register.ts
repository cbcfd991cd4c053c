/** The register of all registrations. */
import type {
  RegisterLapse,
  RegisterPage,
  RegisterQuery,
  RegisterSummary,
  RegistrationLine,
} from '../contract/register.ts';
import type { RunId, TenantId } from '../core/ids.ts';
import type { RegisterMoment } from '../core/register/state.ts';

/** The register: a line for each registration, told anew in the transaction that changes what it is told from. */
export interface RegisterStore {
  /** Errors: REGISTER_BAD_CURSOR. A page after the first is of the moment of the first. */
  page(tenantId: TenantId, query: RegisterQuery, moment: RegisterMoment): Promise<RegisterPage>;
  /** Every line that fits; `after` and `limit` do not count. */
  all(tenantId: TenantId, query: RegisterQuery, moment: RegisterMoment): AsyncIterable<RegistrationLine>;
  /** Of those connectors; of all where none is named. */
  summary(
    tenantId: TenantId,
    connectors: readonly string[],
    moment: RegisterMoment,
  ): Promise<Omit<RegisterSummary, 'checkedAt' | 'checkFailure' | 'at'>>;
  /** Every lapse of those connectors, or of all, that lives and has an end, the earliest first. `now` is epoch ms. */
  lapses(tenantId: TenantId, connectors: readonly string[], now: number): AsyncIterable<RegisterLapse>;
  /** The line a run is part of, and all the runs that are, in the order they were begun; null: there is none. */
  find(
    tenantId: TenantId,
    runId: RunId,
    moment: RegisterMoment,
  ): Promise<{ readonly line: RegistrationLine; readonly runIds: readonly RunId[] } | null>;
  /** What an older version left behind, in every tenant; at each start. `now` is epoch ms, business time. */
  fill(now: number): Promise<void>;
}
