/** The tables of the watch as Kysely sees them (migrations 008 and 009). */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { Person } from '../core/run.ts';
import type { AlertChannel, Ladder, WorkingHours } from '../core/watch/types.ts';
import type { LapseMark } from '../ports.ts';

/** Written as JSON text. */
type NullableJson<T extends object> = ColumnType<T | null, string | null, string | null>;

export interface AlertChannelsTable {
  tenant_id: string;
  id: string;
  kind: AlertChannel['kind'];
  person_id: string | null;
  zone: string;
  working_hours: JSONColumnType<WorkingHours>;
  ladder: NullableJson<Ladder>;
  connectors: NullableJson<readonly string[]>;
  state: AlertChannel['state'];
  /** These two as they were given: nothing is asked of the database about them. */
  dead_since: string | null;
  tried_at: string | null;
  /** Somebody ended its warnings; what was chosen for it is kept. */
  ended: ColumnType<boolean, boolean, boolean>;
}

export interface LapseMarksTable {
  tenant_id: string;
  lapse_id: string;
  snooze: NullableJson<NonNullable<LapseMark['snooze']>>;
  not_ours: NullableJson<NonNullable<LapseMark['notOurs']>>;
}

export interface ConnectorLaddersTable {
  tenant_id: string;
  connector_id: string;
  ladder: JSONColumnType<Ladder>;
  chosen_by: JSONColumnType<Person>;
  chosen_at: string;
}

export interface AlertTables {
  alert_channels: AlertChannelsTable;
  lapse_marks: LapseMarksTable;
  connector_ladders: ConnectorLaddersTable;
}
