/** The tables as Kysely sees them. The migrations make them; every primary key begins with `tenant_id`. */
import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Person, Phase, Run, Step, StepState } from '../core/run.ts';
import type { SecretPurpose, SignInPurpose } from '../ports.ts';
import type { AlertTables } from './alerts-tables.ts';
import type { CalendarLinksTable } from './calendar-links.ts';
import type { InventoryTables } from './inventory-tables.ts';
import type { OutboxTables } from './outbox-tables.ts';
import type { RegisterTables } from './register-tables.ts';

/** int8: pg answers a string, PGlite a number; both are read with Number(). */
type Int8 = ColumnType<string | number, number, number>;
/** timestamptz, read as a Date; leases never leave the database, so only the server's clock writes them. */
type Instant = ColumnType<Date, string, string>;
/** Written as JSON text. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;

export interface RunsTable {
  tenant_id: string;
  run_id: string;
  revision: number;
  phase: Phase;
  created_at: Instant;
  doc: Json<Run>;
  /** Grows with every new holder of the lease. */
  fence: ColumnType<string | number, never, string | number>;
  lease_until: ColumnType<Date | null, never, Date | null>;
  /** How many history rows there are, and the hash of the newest: what a cut-off tail is noticed by. */
  history_count: ColumnType<number, never, number>;
  history_head: ColumnType<string, never, string>;
  /** Which line of the register it is part of; null: of none. */
  register_key: string | null;
  /** By which version of the projection it was put there; null: by none. */
  registered: number | null;
}

export interface StepsTable {
  tenant_id: string;
  run_id: string;
  step: string;
  attempt: number;
  state: StepState;
  /** The order in which attempts were first written. */
  position: GeneratedAlways<string | number>;
  doc: Json<Step>;
}

export interface HistoryTable {
  tenant_id: string;
  run_id: string;
  seq: number;
  at: string;
  actor: NullableJson<Person>;
  what: string;
  request_id: string | null;
  prev_hash: string;
  hash: string;
}

export interface SignInsTable {
  tenant_id: string;
  run_id: string;
  oid: string;
  person: Json<Person>;
  envelope: string;
  /** Epoch ms, business time. */
  expires_at: Int8;
}

export interface PendingSignInsTable {
  tenant_id: string;
  state_hash: string;
  run_id: string;
  person: Json<Person>;
  purpose: SignInPurpose;
  plan_hash: string | null;
  browser_hash: string;
  verifier_envelope: string;
  /** Epoch ms, business time. */
  expires_at: Int8;
}

export interface SecretsTable {
  tenant_id: string;
  run_id: string;
  purpose: SecretPurpose;
  envelope: string;
  key_id: string;
  /** Business time: the `updatedAt` of the run it was stored with. */
  stored_at: Instant;
}

export interface ConversationsTable {
  tenant_id: string;
  key: string;
  kind: 'personal' | 'groupChat' | 'channel';
  oid: string | null;
  reference: string;
  /** Grows with every noting. A clock would not do: two notings may share a tick of it. */
  noted: ColumnType<string | number, never, number>;
}

export interface CardsTable {
  tenant_id: string;
  run_id: string;
  conversation_key: string;
  activity_id: string;
  role: 'requester' | 'approver' | 'channel';
  oid: string | null;
  drawn: number;
}

export interface PressesTable {
  tenant_id: string;
  nonce_hash: string;
  verb: string;
  run_id: string | null;
  oid: string | null;
  conversation_key: string;
  detail: string;
  used: ColumnType<boolean, never, boolean>;
  made_at: ColumnType<Date, never, never>;
}

export interface ActivitiesSeenTable {
  tenant_id: string;
  conversation_key: string;
  activity_id: string;
  seen_at: ColumnType<Date, never, never>;
}

export interface Tables extends OutboxTables, InventoryTables, AlertTables, RegisterTables {
  runs: RunsTable;
  steps: StepsTable;
  history: HistoryTable;
  sign_ins: SignInsTable;
  pending_sign_ins: PendingSignInsTable;
  secrets: SecretsTable;
  conversations: ConversationsTable;
  cards: CardsTable;
  presses: PressesTable;
  activities_seen: ActivitiesSeenTable;
  calendar_links: CalendarLinksTable;
}
