/** The outbox between its rows and what others see of them. */
import type { Selectable } from 'kysely';
import type { OutboxAttempt, OutboxKey, OutboxRow, OutboxState } from '../contract.ts';
import type { OutboxAttemptsTable, OutboxTable } from './outbox-tables.ts';

type Key = Pick<Selectable<OutboxTable>, 'tenant_id' | 'lapse_id' | 'ends' | 'band' | 'channel_id'>;

export function toKey({ tenant_id, lapse_id, ends, band, channel_id }: Key): OutboxKey {
  return { tenantId: tenant_id, lapseId: lapse_id, ends, band, channelId: channel_id };
}

export function fromKey({ tenantId, lapseId, ends, band, channelId }: OutboxKey): Key {
  return { tenant_id: tenantId, lapse_id: lapseId, ends, band, channel_id: channelId };
}

export function toRow(row: Selectable<OutboxTable>): OutboxRow {
  const { edits, facts, due_at, attempts, unanswered, short } = row;
  return {
    ...toKey(row),
    dueAt: due_at.toISOString(),
    facts,
    edits,
    state: toState(row),
    attempts,
    unanswered,
    short,
  };
}

export function toState(row: Selectable<OutboxTable>): OutboxState {
  const { state, code } = row;
  const since = iso(row.since);
  switch (state) {
    case 'pending':
      return { kind: state };
    case 'sending':
      return { kind: state, since };
    case 'sent':
      return { kind: state, at: since, activityId: row.activity_id ?? '' };
    case 'maybe-sent':
      return { kind: state, since, repeatAt: row.not_before?.toISOString() ?? null };
    case 'retry':
      return { kind: state, notBefore: iso(row.not_before), code };
    case 'dead':
      return { kind: state, at: since, by: row.refused_by ?? 'channel', code };
    case 'superseded':
    case 'cancelled':
      return { kind: state, at: since };
    default:
      return state satisfies never;
  }
}

export function toAttempt(row: Selectable<OutboxAttemptsTable>): OutboxAttempt {
  const { attempt, at, status, code, outcome } = row;
  return { ...toKey(row), attempt, at: at.toISOString(), status, code, outcome };
}

function iso(instant: Date | null): string {
  return instant?.toISOString() ?? '';
}
