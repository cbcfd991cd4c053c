/** What a tenant has to be told now: decided from what is on record, and put into the outbox. */
import type { OutboxNote } from '../../contract.ts';
import type { TenantId } from '../../core/ids.ts';
import { decide, groupOf, type Decision } from '../../core/watch/decide.ts';
import { silentTurn } from '../../core/watch/turn.ts';
import type { AlertRow, WatchedLapse } from '../../core/watch/types.ts';
import { laddersOf } from './ladders.ts';
import { lapsesIn } from './lapses.ts';
import type { AlertPorts } from './ports.ts';
import { toAlertRow } from './rows.ts';

export interface Decided {
  /** Epoch ms, business time: when to decide again if nothing happens before; null: when something happens. */
  readonly wakeAt: number | null;
  /** Ids of lapses people ought to hear of while no channel lives. */
  readonly unreachable: readonly string[];
}

export async function decideFor(ports: AlertPorts, tenantId: TenantId): Promise<Decided> {
  const { outbox, store, clock } = ports;
  const lapses = await lapsesIn(ports, tenantId);
  const channels = await store.channels(tenantId);
  const rows = (await outbox.rows({ tenantId })).map(toAlertRow);
  const ladders = await laddersOf(store, tenantId);
  const now = clock.now();
  const decisions = [...grouped(lapses)].map((group) => {
    const ids = new Set(group.map(({ id }) => id));
    const own = rows.filter(({ lapseId }) => ids.has(lapseId));
    return decide({ lapses: group, channels, rows: own, ladders }, now);
  });
  // What nothing is known of any more is not spoken of any more.
  const known = new Set(lapses.map(({ id }) => id));
  const orphans = rows.filter(({ lapseId }) => !known.has(lapseId));
  await carryOut(ports, { ...silentTurn(orphans, now), messages: [] });
  for (const decision of decisions) await carryOut(ports, decision);
  const wakes = decisions.flatMap(({ wakeAt }) => (wakeAt === null ? [] : [wakeAt]));
  return {
    wakeAt: wakes.length === 0 ? null : Math.min(...wakes),
    unreachable: decisions.flatMap(({ unreachable }) => unreachable),
  };
}

export function grouped(lapses: readonly WatchedLapse[]): Iterable<readonly WatchedLapse[]> {
  return Map.groupBy(lapses, groupOf).values();
}

/** What is called off goes first: the same warning may be opened again, in another channel or for another band. */
async function carryOut(
  { outbox, clock }: AlertPorts,
  { writes, messages }: Pick<Decision, 'writes' | 'messages'>,
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  for (const { tenantId, lapseId, channelId, band, state } of writes) {
    if (state !== 'superseded' && state !== 'cancelled') continue;
    await outbox.close({ tenantId, lapseId, channelId, bands: [band] }, state, at);
  }
  // A labelled repeat is the dispatcher's own doing.
  const fresh = messages.filter(({ label }) => label !== 'repeat');
  await outbox.put(fresh.flatMap(({ rows, label }) => rows.map((row) => noteOf(row, label, at))));
}

function noteOf(row: AlertRow, label: AlertRow['label'], at: string): OutboxNote {
  const { tenantId, lapseId, ends, band, channelId } = row;
  return { tenantId, lapseId, ends, band, channelId, dueAt: at, facts: { label }, edits: null };
}
