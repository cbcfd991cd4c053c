/** The tables of the outbox as Kysely sees them (migration 006). */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { OutboxOutcome, OutboxRefusal, OutboxState } from '../contract.ts';

/** timestamptz in business time, read as a Date. */
type Instant = ColumnType<Date, string, string>;
type NullableInstant = ColumnType<Date | null, string | null, string | null>;

export interface OutboxTable {
  tenant_id: string;
  lapse_id: string;
  ends: string;
  band: number;
  channel_id: string;
  edits: string | null;
  facts: JSONColumnType<Readonly<Record<string, unknown>>>;
  due_at: Instant;
  state: OutboxState['kind'];
  /** When it came into this state; null while it has only been put. */
  since: NullableInstant;
  /** When it goes out by itself; null: it does not. */
  not_before: NullableInstant;
  /** When it may go out once more if no answer is ever noted. */
  repeat_at: NullableInstant;
  activity_id: string | null;
  refused_by: OutboxRefusal | null;
  code: ColumnType<string, string | undefined, string>;
  attempts: ColumnType<number, number | undefined, number>;
  unanswered: ColumnType<number, number | undefined, number>;
  short: ColumnType<boolean, boolean | undefined, boolean>;
  /** Asked for while it was on its way. */
  closing: 'superseded' | 'cancelled' | null;
  /** Of the lease under which it was last sent off. */
  fence: ColumnType<string | number, number | undefined, number>;
}

export interface OutboxAttemptsTable {
  tenant_id: string;
  lapse_id: string;
  ends: string;
  band: number;
  channel_id: string;
  attempt: number;
  at: Instant;
  status: number | null;
  code: string;
  outcome: OutboxOutcome['kind'];
}

export interface OutboxSendersTable {
  tenant_id: string;
  fence: ColumnType<string | number, number, number>;
  /** By the server's clock, which alone writes it. */
  lease_until: ColumnType<Date | null, never, Date | null>;
}

export interface OutboxPausesTable {
  tenant_id: string;
  channel_id: string;
  until: Instant;
}

export interface OutboxTables {
  outbox: OutboxTable;
  outbox_attempts: OutboxAttemptsTable;
  outbox_senders: OutboxSendersTable;
  outbox_pauses: OutboxPausesTable;
}
