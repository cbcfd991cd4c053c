/** Warnings of what lapses: where they go, when they are due, what they say, and who has put one off. */
import type { AlertView } from '../../contract.ts';
import { parseObjectId, parseTenantId, type TenantId } from '../../core/ids.ts';
import { groupOf } from '../../core/watch/decide.ts';
import { revived } from '../../core/watch/settle.ts';
import { checkSnooze } from '../../core/watch/snooze.ts';
import type { AlertChannel, WatchedLapse } from '../../core/watch/types.ts';
import { OFFICE_HOURS } from '../../core/watch/working-hours.ts';
import { isZone } from '../../core/watch/zone.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor, AlertPlace, Alerts } from '../../index.ts';
import { person } from '../records.ts';
import { decideFor, grouped } from './decide.ts';
import { lapsesIn } from './lapses.ts';
import type { AlertPorts } from './ports.ts';
import { rootIn, toAlertRow } from './rows.ts';
import { alertView } from './view.ts';

export type { AlertPorts } from './ports.ts';

export function createAlerts(ports: AlertPorts): Alerts {
  const { store, clock } = ports;
  const iso = (): string => new Date(clock.now()).toISOString();
  return {
    tenants: () => store.tenants(),
    decide: (tenantId) => decideFor(ports, known(tenantId)),
    listen: async (place) => {
      const before = await channelOf(ports, place.tenantId, place.id);
      await store.putChannel(
        before === undefined ? newChannel(place) : { ...revived(before), ...zoneOf(place) },
      );
      return before === undefined ? 'new' : 'known';
    },
    awake: async (tenantId, channelId) => {
      const channel = await channelOf(ports, tenantId, channelId);
      if (channel?.state === 'dead') await store.putChannel(revived(channel));
      return channel?.state ?? 'none';
    },
    refused: async (tenantId, channelId) => {
      const channel = await channelOf(ports, tenantId, channelId);
      if (channel === undefined) return;
      const deadSince = channel.deadSince ?? iso();
      await store.putChannel({ ...channel, state: 'dead', deadSince, triedAt: iso() });
    },
    view: (tenantId, lapseId, channelId) => view(ports, known(tenantId), lapseId, channelId),
    standing: (tenantId) => standing(ports, known(tenantId)),
    snooze: async (actor, lapseId, { until, reason }) => {
      const { tenantId, lapse } = await lapseOf(ports, actor, lapseId);
      const wrong = checkSnooze(lapse, { until: Date.parse(until), reason }, clock.now());
      if (wrong !== null) throw new RegistrarError(wrong.code, wrong.facts);
      const snooze = { until: new Date(until).toISOString(), reason: reason.trim(), by: person(actor) };
      await store.putMark(tenantId, lapseId, { snooze, notOurs: lapse.notOurs });
    },
    notOurs: async (actor, lapseId, owner) => {
      const { tenantId, lapse } = await lapseOf(ports, actor, lapseId);
      if (owner.trim() === '') throw new RegistrarError('NOT_OURS_NO_OWNER');
      const notOurs = { owner: owner.trim(), by: person(actor), at: iso() };
      await store.putMark(tenantId, lapseId, { snooze: lapse.snooze, notOurs });
    },
  };
}

function known(tenantId: string): TenantId {
  const id = parseTenantId(tenantId);
  if (id === undefined) throw new RegistrarError('RUN_UNKNOWN');
  return id;
}

async function channelOf(
  { store }: AlertPorts,
  tenantId: string,
  channelId: string,
): Promise<AlertChannel | undefined> {
  return (await store.channels(known(tenantId))).find(({ id }) => id === channelId);
}

function newChannel(place: AlertPlace): AlertChannel {
  const { tenantId, id, kind, oid } = place;
  return {
    ...{ id, kind },
    tenantId: known(tenantId),
    personId: oid === null ? null : (parseObjectId(oid) ?? null),
    zone: 'UTC',
    ...zoneOf(place),
    workingHours: OFFICE_HOURS,
    ...{ ladder: null, connectors: null, state: 'live', deadSince: null, triedAt: null },
  };
}

/** Where nobody says, or says what no clock knows, it stays as it is. */
function zoneOf({ zone }: AlertPlace): { readonly zone?: string } {
  return zone !== null && isZone(zone) ? { zone } : {};
}

async function lapseOf(
  ports: AlertPorts,
  actor: Actor,
  lapseId: string,
): Promise<{ readonly tenantId: TenantId; readonly lapse: WatchedLapse }> {
  const tenantId = known(actor.tenantId);
  const lapse = (await lapsesIn(ports, tenantId)).find(({ id }) => id === lapseId);
  if (lapse === undefined) throw new RegistrarError('LAPSE_UNKNOWN');
  return { tenantId, lapse };
}

async function view(
  ports: AlertPorts,
  tenantId: TenantId,
  lapseId: string,
  channelId: string,
): Promise<AlertView | null> {
  const lapses = await lapsesIn(ports, tenantId);
  const lapse = lapses.find(({ id }) => id === lapseId);
  const channel = await channelOf(ports, tenantId, channelId);
  if (lapse === undefined || channel === undefined) return null;
  const group = lapses.filter((one) => groupOf(one) === groupOf(lapse));
  const ids = new Set(group.map(({ id }) => id));
  const rows = (await rowsOf(ports, tenantId)).filter((row) => ids.has(row.lapseId));
  return alertView({ tenantId, channel, group, rows }, ports.clock.now());
}

/** Every message that stands in some channel and shows how things are with a registration. */
async function standing(ports: AlertPorts, tenantId: TenantId): Promise<readonly AlertView[]> {
  const all = await rowsOf(ports, tenantId);
  const channels = await ports.store.channels(tenantId);
  const views: AlertView[] = [];
  for (const group of grouped(await lapsesIn(ports, tenantId))) {
    const ids = new Set(group.map(({ id }) => id));
    const rows = all.filter(({ lapseId }) => ids.has(lapseId));
    for (const channel of channels) {
      if (rootIn(channel.id, rows) === null) continue;
      const one = alertView({ tenantId, channel, group, rows }, ports.clock.now());
      if (one !== null) views.push(one);
    }
  }
  return views;
}

async function rowsOf({ outbox }: AlertPorts, tenantId: TenantId) {
  return (await outbox.rows({ tenantId })).map(toAlertRow);
}
