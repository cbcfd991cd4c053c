/** What lapses in a tenant: by our own records, and by what the last sweep saw, with what people have said about it. */
import { DAY, toIso } from '../../core/dates.ts';
import { parseKeyId, type AppId, type KeyId, type TenantId } from '../../core/ids.ts';
import { watchedLapses } from '../../core/lapse-records.ts';
import { renewalOf, withoutSpent } from '../../core/renewals.ts';
import type { Run } from '../../core/run.ts';
import { federatedLapses, foundLapse, foundWithin } from '../../core/watch/found.ts';
import { longestLadder } from '../../core/watch/ladder.ts';
import type { WatchedLapse } from '../../core/watch/types.ts';
import { checkLapse } from '../../core/watch/unchecked.ts';
import type { KeptApplication, LapseMark } from '../../ports.ts';
import type { AlertPorts } from './ports.ts';

/** It is decided anew every day, so that a day ahead of the first warning is early enough. */
const AHEAD = 2 * DAY;

/** Read anew each time: there is no second list that could differ from the ledger. */
export async function lapsesIn(ports: AlertPorts, tenantId: TenantId): Promise<readonly WatchedLapse[]> {
  const { clock, inventory, ledger, store } = ports;
  const now = clock.now();
  const marks = await store.marks(tenantId);
  const runs = (await ledger.list(tenantId)).filter(({ registration }) => registration !== null);
  const made = await madeHere(ports, runs);
  const found = await foundHere(ports, tenantId, runs, new Set(made.map(({ keyId }) => keyId)));
  const elsewhere = await foundElsewhere(ports, tenantId, runs, marks);
  const checkedAt = (await inventory.read(tenantId))?.checkedAt ?? null;
  const seen = [...made, ...found, ...elsewhere].map((lapse) =>
    lapse.keyId === null ? lapse : { ...lapse, checkedAt },
  );
  const check = checkLapse(tenantId, seen, now);
  return [...seen, ...(check === null ? [] : [check])].map((lapse) =>
    withoutSpent({ ...lapse, ...marks.get(lapse.id) }, now),
  );
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
    const definition = catalog.byId(run.connectorId);
    all.push(...watchedLapses(run, steps, definition, renewalOf(run, runs, definition)));
  }
  return all;
}

/** On registrations of ours, what nobody told us of. */
async function foundHere(
  { clock, inventory, catalog }: AlertPorts,
  tenantId: TenantId,
  runs: readonly Run[],
  known: ReadonlySet<string | null>,
): Promise<readonly WatchedLapse[]> {
  const { from, before } = foundWithin(clock.now());
  const told = ({ keyId, ends }: { readonly keyId: KeyId; readonly ends: string }): boolean =>
    !known.has(keyId) && ends >= from && ends < before;
  return (await inventory.applications(tenantId, appIdsOf(runs))).flatMap((application) => {
    const ours = runs.find(({ registration }) => registration?.appId === application.appId);
    const connectorId = ours?.connectorId ?? null;
    const title = connectorId === null ? undefined : catalog.byId(connectorId)?.title;
    const connector = { connectorId, title };
    return [
      ...ending(application)
        .filter(told)
        .map((one) => foundLapse(tenantId, { ...one, application }, connector)),
      ...federatedLapses(tenantId, application, connector),
    ];
  });
}

/** Those that are gone as well: what was said of one has to be put right. */
function ending({ credentials }: KeptApplication) {
  return credentials.flatMap((one) => (one.ends === null ? [] : [{ ...one, ends: one.ends }]));
}

/** On applications that nobody here set up, which are kept where everything is watched; our own watch is one of them. */
async function foundElsewhere(
  { clock, inventory, store }: AlertPorts,
  tenantId: TenantId,
  runs: readonly Run[],
  marks: ReadonlyMap<string, LapseMark>,
): Promise<readonly WatchedLapse[]> {
  const now = clock.now();
  const ahead = longestLadder(await store.channels(tenantId)) * DAY + AHEAD;
  const lapsing = await inventory.lapsingElsewhere(tenantId, {
    from: foundWithin(now).from,
    before: toIso(now + ahead),
    ours: appIdsOf(runs),
    ignored: [...marks].flatMap(([id, { notOurs }]) => (notOurs === null ? [] : keyIn(id))),
  });
  return lapsing.map((lapse) => foundLapse(tenantId, lapse, { connectorId: null, title: undefined }));
}

function appIdsOf(runs: readonly Run[]): readonly AppId[] {
  return [...new Set(runs.flatMap(({ registration }) => registration?.appId ?? []))];
}

/** The key of a lapse that is about one. */
function keyIn(lapseId: string): KeyId[] {
  const keyId = lapseId.startsWith('key:') ? parseKeyId(lapseId.slice('key:'.length)) : undefined;
  return keyId === undefined ? [] : [keyId];
}
