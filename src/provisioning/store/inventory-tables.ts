/** The tables of sweeps as Kysely sees them. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { FailureFacts } from '../core/run.ts';
import type { CloseLook, CredentialKind, SweepPass } from '../ports.ts';

/** int8: pg answers a string, PGlite a number; both are read with Number(). */
type Int8 = ColumnType<string | number, number, number>;
/** Business time. */
type Instant = ColumnType<Date, string, string>;
type NullableInstant = ColumnType<Date | null, string | null, string | null>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;

export interface InventoryApplicationsTable {
  tenant_id: string;
  application_id: string;
  app_id: string;
  display_name: string;
  created_at: NullableInstant;
  first_seen: Instant;
  last_seen: Instant;
  gone_at: NullableInstant;
  /** The fence of the sweep that saw it last. */
  sweep: Int8;
}

export interface InventoryCredentialsTable {
  tenant_id: string;
  application_id: string;
  kind: CredentialKind;
  key_id: string;
  app_id: string;
  application_name: string;
  display_name: string | null;
  starts: NullableInstant;
  ends: NullableInstant;
  first_seen: Instant;
  last_seen: Instant;
  gone_at: NullableInstant;
  sweep: Int8;
}

export interface SweepsTable {
  tenant_id: string;
  /** Grows with every new holder of the lease. */
  fence: ColumnType<string | number, never, string | number>;
  /** These two by the database's clock, which alone writes and reads them. */
  lease_until: ColumnType<Date | null, never, Date | null>;
  due_at: ColumnType<Date, never, Date>;
  pass: ColumnType<SweepPass | null, never, SweepPass>;
  everything: ColumnType<boolean | null, never, boolean>;
  started_at: NullableInstant;
  finished_at: NullableInstant;
  checked_at: NullableInstant;
  requests: ColumnType<number, never, number>;
  failure: NullableJson<FailureFacts>;
  failures: ColumnType<number, never, number>;
  link: string | null;
  link_at: NullableInstant;
}

export interface InventoryLooksTable {
  tenant_id: string;
  application_id: string;
  at: Instant;
  /** As it was read; it is replaced as a whole. */
  look: JSONColumnType<CloseLook>;
}

export interface InventoryTables {
  inventory_applications: InventoryApplicationsTable;
  inventory_credentials: InventoryCredentialsTable;
  inventory_looks: InventoryLooksTable;
  sweeps: SweepsTable;
}
