/**
 * The watch is itself something that lapses: when the directory could not be read for a day, what is known of it may
 * be wrong, and silence is no longer good news. That is a lapse like any other, which began with the last look.
 */
import { DAY } from '../dates.ts';
import type { TenantId } from '../ids.ts';
import type { WatchedLapse } from './types.ts';

export const CHECK_ID = 'check';

/**
 * A tenant's own lapse, or null when nothing of it is read from the directory. It ended with the oldest look, and
 * nothing was due before, so the ladder makes it speak a day later, then daily for a week, then weekly; a look that
 * succeeds moves its end and calls it off. `places` names the registrations nobody has looked at for a day.
 */
export function checkLapse(
  tenantId: TenantId,
  lapses: readonly WatchedLapse[],
  now: number,
): WatchedLapse | null {
  const checked = lapses.filter(({ state, checkedAt }) => state === 'live' && checkedAt !== null);
  const [oldest] = checked
    .map(({ checkedAt }) => checkedAt ?? '')
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  if (oldest === undefined) return null;
  const stale = checked.filter(({ checkedAt }) => Date.parse(checkedAt ?? '') + DAY <= now);
  return {
    ...{ tenantId, id: CHECK_ID, kind: 'check', state: 'live', source: 'ours' },
    ...{ connectorId: null, connectorTitle: '', registration: null, label: '', effect: '' },
    ...{ owner: null, runId: null, keyId: null, snooze: null, notOurs: null },
    ...{ starts: oldest, ends: oldest, checkedAt: oldest },
    places: [...new Set(stale.map(nameOf))],
  };
}

function nameOf({ registration, connectorTitle, label }: WatchedLapse): string {
  return registration?.name ?? (connectorTitle || label);
}
