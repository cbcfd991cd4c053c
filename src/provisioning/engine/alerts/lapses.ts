/** What lapses in a tenant: by our own records, and by what the last sweep saw, with what people have said about it. */
import { DAY, toIso } from '../../core/dates.ts';
import type { TenantId } from '../../core/ids.ts';
import { watchedLapses } from '../../core/lapse-records.ts';
import type { Run } from '../../core/run.ts';
import type { WatchedLapse } from '../../core/watch/types.ts';
import { checkLapse } from '../../core/watch/unchecked.ts';
import type { InventoryLapse } from '../../ports.ts';
import type { AlertPorts } from './ports.ts';

/** What nobody here made is told of for as long after its end; an old one in the directory is nobody's concern. */
const FOUND_AFTER = 7 * DAY;
/** Further ahead nobody can be warned. */
const FOUND_BEFORE = 400 * DAY;

/** Read anew each time: there is no second list that could differ from the ledger. */
export async function lapsesIn(ports: AlertPorts, tenantId: TenantId): Promise<readonly WatchedLapse[]> {
  const { clock, inventory, ledger, store } = ports;
  const now = clock.now();
  const runs = (await ledger.list(tenantId)).filter(({ registration }) => registration !== null);
  const made = await madeHere(ports, runs);
  const found = await foundThere(ports, runs, new Set(made.map(({ keyId }) => keyId)));
  const checkedAt = (await inventory.read(tenantId))?.checkedAt ?? null;
  const seen = [...made, ...found].map((lapse) => ({
    ...lapse,
    checkedAt: lapse.keyId === null ? null : checkedAt,
  }));
  const check = checkLapse(tenantId, seen, now);
  const marks = await store.marks(tenantId);
  return [...seen, ...(check === null ? [] : [check])].map((lapse) => ({ ...lapse, ...marks.get(lapse.id) }));
}

async function madeHere(
  { ledger, catalog }: AlertPorts,
  runs: readonly Run[],
): Promise<readonly WatchedLapse[]> {
  const all: WatchedLapse[] = [];
  for (const { tenantId, id } of runs) {
    const stored = await ledger.read(tenantId, id);
    if (stored === null) continue;
    const { run, steps } = stored;
    all.push(...watchedLapses(run, steps, catalog.byId(run.connectorId)));
  }
  return all;
}

/** Credentials that are there and that nobody told us of. */
async function foundThere(
  { clock, inventory, catalog }: AlertPorts,
  runs: readonly Run[],
  known: ReadonlySet<string | null>,
): Promise<readonly WatchedLapse[]> {
  const [any] = runs;
  if (any === undefined) return [];
  const now = clock.now();
  const ends = { from: toIso(now - FOUND_AFTER), before: toIso(now + FOUND_BEFORE) };
  const lapsing = await inventory.lapsing(any.tenantId, ends);
  return lapsing
    .filter(({ keyId }) => !known.has(keyId))
    .map((lapse) => {
      const ours = runs.find(({ registration }) => registration?.appId === lapse.application.appId);
      const title = ours === undefined ? undefined : catalog.byId(ours.connectorId)?.title;
      return foundLapse(any.tenantId, lapse, { connectorId: ours?.connectorId ?? null, title });
    });
}

function foundLapse(
  tenantId: TenantId,
  { application, kind, keyId, displayName, starts, ends }: InventoryLapse,
  connector: { readonly connectorId: string | null; readonly title: string | undefined },
): WatchedLapse {
  const { appId, displayName: name } = application;
  return {
    ...{ tenantId, kind, keyId, starts, ends },
    id: `key:${keyId}`,
    connectorId: connector.connectorId,
    connectorTitle: connector.title ?? name,
    registration: { appId, name },
    label: displayName ?? '',
    ...{ effect: '', places: [], owner: null, runId: null, checkedAt: null, snooze: null, notOurs: null },
    state: 'live',
    source: 'found',
  };
}
