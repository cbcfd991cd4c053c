/** "Did they get it?" What people were warned of, and what came of each warning, as the outbox has it. */
import type { OutboxAttempt, OutboxKey, OutboxRow, WarnedLapse } from '../../contract.ts';
import type { WarningRecord } from '../../contract/register.ts';
import type { TenantId } from '../../core/ids.ts';
import type { WatchedLapse } from '../../core/watch/types.ts';
import { lapsesIn } from './lapses.ts';
import type { AlertPorts } from './ports.ts';

/** In the order they were due. Of old ones the attempts are forgotten, and what came of them is not. */
export async function recordsOf(
  { outbox }: AlertPorts,
  tenantId: TenantId,
  lapseIds: readonly string[],
): Promise<readonly WarningRecord[]> {
  const records: WarningRecord[] = [];
  for (const lapseId of new Set(lapseIds)) {
    const attempts = await outbox.history(tenantId, lapseId);
    const rows = await outbox.rows({ tenantId, lapseId });
    records.push(...rows.map((row) => recordOf(row, attempts)));
  }
  return records.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** Those that stand in the outbox, the last warned of first. */
export async function warnedOf(ports: AlertPorts, tenantId: TenantId): Promise<readonly WarnedLapse[]> {
  const newest = new Map<string, string>();
  // In the order they are due, so that the last one stays.
  for (const { lapseId, dueAt } of await ports.outbox.rows({ tenantId })) newest.set(lapseId, dueAt);
  const lapses = await lapsesIn(ports, tenantId);
  return lapses
    .flatMap((lapse) => warned(lapse, newest.get(lapse.id)))
    .toSorted((a, b) => b.dueAt.localeCompare(a.dueAt));
}

function warned(lapse: WatchedLapse, dueAt: string | undefined): readonly WarnedLapse[] {
  if (dueAt === undefined) return [];
  const { id, kind, connectorId, connectorTitle, registration, label, ends, owner, places, checkedAt } =
    lapse;
  const name = registration?.name ?? null;
  return [
    { lapseId: id, kind, connectorId, connectorTitle, name, label, ends, owner, places, checkedAt, dueAt },
  ];
}

function recordOf(row: OutboxRow, attempts: readonly OutboxAttempt[]): WarningRecord {
  const { lapseId, band, channelId, dueAt } = row;
  return {
    ...{ lapseId, band, channelId, dueAt },
    outcome: outcomeOf(row),
    attempts: attempts
      .filter((attempt) => isOf(attempt, row))
      .map(({ at, status, code }) => ({ at, status, code })),
  };
}

function isOf(attempt: OutboxKey, row: OutboxKey): boolean {
  return attempt.ends === row.ends && attempt.band === row.band && attempt.channelId === row.channelId;
}

/** What was called off after a send that nobody confirmed may be there all the same. */
function outcomeOf({ state, unanswered }: OutboxRow): WarningRecord['outcome'] {
  switch (state.kind) {
    case 'pending':
    case 'sending':
    case 'retry':
      return 'waiting';
    case 'sent':
      return 'delivered';
    case 'maybe-sent':
      return 'maybe-delivered';
    case 'dead':
      return 'refused';
    case 'superseded':
      return unanswered > 0 ? 'maybe-delivered' : 'replaced';
    case 'cancelled':
      return unanswered > 0 ? 'maybe-delivered' : 'withdrawn';
    default:
      return state satisfies never;
  }
}
