/** The outbox as the watch sees it: what is on record of each warning. */
import type { OutboxRow } from '../../contract.ts';
import type { TenantId } from '../../core/ids.ts';
import type { AlertLabel, AlertRow } from '../../core/watch/types.ts';

export function toAlertRow(row: OutboxRow): AlertRow {
  const { tenantId, lapseId, ends, band, channelId, dueAt, state, attempts, unanswered, facts } = row;
  return {
    ...{ lapseId, ends, band, channelId, dueAt, attempts, unanswered },
    tenantId: tenantId as TenantId,
    state: state.kind,
    at: sinceWhen(row),
    retryAt: state.kind === 'retry' ? state.notBefore : null,
    label: labelOf(facts['label']),
    activityId: state.kind === 'sent' ? state.activityId : null,
    refusal: state.kind === 'dead' ? { by: state.by, code: state.code } : null,
  };
}

/** Of what waits to be tried again the outbox keeps when that is, and not since when. */
function sinceWhen({ state, dueAt }: OutboxRow): string {
  switch (state.kind) {
    case 'pending':
    case 'retry':
      return dueAt;
    case 'sending':
    case 'maybe-sent':
      return state.since;
    case 'sent':
    case 'dead':
    case 'superseded':
    case 'cancelled':
      return state.at;
    default:
      return state satisfies never;
  }
}

function labelOf(said: unknown): AlertLabel {
  return said === 'moved' || said === 'repeat' ? said : 'first';
}

/** The first message about any of these that reached the channel. */
export function rootIn(channelId: string, rows: readonly AlertRow[]): string | null {
  const sent = rows
    .filter((row) => row.channelId === channelId && row.activityId !== null)
    .toSorted((a, b) => a.at.localeCompare(b.at));
  return sent[0]?.activityId ?? null;
}
