/** The tables of the register as Kysely sees them (migration 011). */
import type { ColumnType } from 'kysely';
import type { RegisterBase } from '../core/register/matter.ts';
import type { FailureFacts } from '../core/run.ts';
import type { LapseKind, WatchedLapse } from '../core/watch/types.ts';

/** Epoch milliseconds. int8: pg answers a string, PGlite a number; what is read of them is read from the text beside. */
type NullableInt8 = ColumnType<string | number | null, number | null, number | null>;

export interface RegisterTable {
  tenant_id: string;
  registration_id: string;
  key: string;
  app_id: string | null;
  connector_id: string;
  connector_title: string;
  /** Folded, to sort by; the other two too. */
  title_order: string;
  name: string;
  name_order: string;
  base: RegisterBase;
  /** Index into STATES of core/register/state.ts, from then until before then; null: ever. Healthy may be unknown. */
  rank: number;
  rank_from: NullableInt8;
  rank_to: NullableInt8;
  why: ColumnType<FailureFacts | null, string | null, string | null>;
  granted: number | null;
  planned: number;
  next_id: string | null;
  next_kind: LapseKind | null;
  next_label: string | null;
  next_ends: string | null;
  next_at: NullableInt8;
  /** The same, to sort by: what has no end comes last. */
  next_order: ColumnType<string | number, number, number>;
  lapses: number;
  owner: string;
  owner_order: string;
  proven: string | null;
  proven_at: NullableInt8;
  updated: string;
  tenant_name: string;
  search: string;
  definition: number;
  /** When it has to be told anew; -1: now. */
  until: NullableInt8;
  /** What sweeps last saw of it that the ledger does not say. */
  seen: ColumnType<string, never, string>;
}

export interface RegisterLapsesTable {
  tenant_id: string;
  lapse_id: string;
  registration_id: string;
  kind: LapseKind;
  label: string;
  ends: string | null;
  ends_at: NullableInt8;
  live: boolean;
  source: WatchedLapse['source'];
}

export interface RegisterTables {
  register: RegisterTable;
  register_lapses: RegisterLapsesTable;
}
