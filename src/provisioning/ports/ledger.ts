/** The record of every run, and what wakes it. */
import type { RunId, TenantId } from '../core/ids.ts';
import type { Person, Run, Step } from '../core/run.ts';
import type { SecretPurpose } from './vault.ts';

/** Proof of being the one writer of a run; grows with every new holder. */
export type Fence = number;

export interface RunWithSteps {
  readonly run: Run;
  /** Every attempt, in the order they were planned. */
  readonly steps: readonly Step[];
}

/** What is written together. Absent parts stay as they are. */
export interface LedgerEntry {
  readonly run: Run;
  /** Rows to insert or replace, by (step, attempt). */
  readonly steps?: readonly Step[];
  /** A credential value just returned, sealed in the same transaction as its row. */
  readonly sealed?: { readonly purpose: SecretPurpose; readonly envelope: string; readonly keyId: string };
  /** Destroy every sign-in of the run (it has ended). */
  readonly forgetSignIns?: boolean;
  /** Append to the history. */
  readonly history?: readonly HistoryEvent[];
}

export interface HistoryEvent {
  /** ISO 8601, business time. */
  readonly at: string;
  readonly actor: Person | null;
  /** e.g. `plan-approved`, `application-created`. */
  readonly what: string;
  readonly requestId: string | null;
}

/**
 * The truth about runs. Each method is one transaction: all or nothing. `commit` with a fence that is no longer
 * the run's newest, or a revision that is not one more than the stored, is refused (StaleWriter).
 */
export interface Ledger {
  create(run: Run): Promise<void>;
  read(tenantId: TenantId, runId: RunId): Promise<RunWithSteps | null>;
  list(tenantId: TenantId): Promise<readonly Run[]>;
  /** A face's change (choices, approval): guarded by the revision alone. */
  save(entry: LedgerEntry): Promise<void>;
  /** The engine's change: guarded by fence and revision. */
  commit(fence: Fence, entry: LedgerEntry): Promise<void>;
  /** Null while another holder's lease lives (database time). */
  lease(tenantId: TenantId, runId: RunId, seconds: number): Promise<Fence | null>;
  release(tenantId: TenantId, runId: RunId, fence: Fence): Promise<void>;
  /** Runs the engine must look at after a start, in every tenant. */
  unfinished(): Promise<readonly { readonly tenantId: TenantId; readonly runId: RunId }[]>;
  history(tenantId: TenantId, runId: RunId): Promise<readonly HistoryEvent[]>;
}

/** Wake-ups by the database's clock. At least once; the ledger makes twice harmless. */
export interface Wakes {
  wake(tenantId: TenantId, runId: RunId, afterMs: number): Promise<void>;
}
