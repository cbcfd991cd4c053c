/** Warnings of what lapses: where they go, when they are due, what they say, and who has put one off. */
import type { AlertView } from '../../contract.ts';
import type { TenantId } from '../../core/ids.ts';
import { groupOf } from '../../core/watch/decide.ts';
import { thinReaches } from '../../core/watch/reach.ts';
import { checkSnooze } from '../../core/watch/snooze.ts';
import type { WatchedLapse } from '../../core/watch/types.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor, Alerts } from '../../index.ts';
import { person } from '../records.ts';
import { createChannels, known } from './channels.ts';
import { decideFor, grouped } from './decide.ts';
import { laddersOf } from './ladders.ts';
import { lapsesIn } from './lapses.ts';
import type { AlertPorts } from './ports.ts';
import { recordsOf, warnedOf } from './records.ts';
import { rootIn, toAlertRow } from './rows.ts';
import { createSettings } from './settings.ts';
import { alertView } from './view.ts';

export type { AlertPorts } from './ports.ts';

export function createAlerts(ports: AlertPorts): Alerts {
  const { store, clock } = ports;
  const iso = (): string => new Date(clock.now()).toISOString();
  return {
    tenants: () => store.tenants(),
    decide: (tenantId) => decideFor(ports, known(tenantId)),
    ...createChannels(ports),
    ...createSettings(ports),
    view: (tenantId, lapseId, channelId) => view(ports, known(tenantId), lapseId, channelId),
    standing: (tenantId) => standing(ports, known(tenantId)),
    thinReaches: async (tenantId) => {
      const lapses = await lapsesIn(ports, known(tenantId));
      return thinReaches(lapses, await store.channels(known(tenantId)));
    },
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
    unsnooze: async (actor, lapseId) => {
      const { tenantId, lapse } = await lapseOf(ports, actor, lapseId);
      await store.putMark(tenantId, lapseId, { snooze: null, notOurs: lapse.notOurs });
    },
    ours: async (actor, lapseId) => {
      const { tenantId, lapse } = await lapseOf(ports, actor, lapseId);
      await store.putMark(tenantId, lapseId, { snooze: lapse.snooze, notOurs: null });
    },
    warned: (tenantId) => warnedOf(ports, known(tenantId)),
    records: (tenantId, lapseIds) => recordsOf(ports, known(tenantId), lapseIds),
  };
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
  const channels = await ports.store.channels(tenantId);
  const channel = channels.find(({ id }) => id === channelId);
  if (lapse === undefined || channel === undefined) return null;
  const group = lapses.filter((one) => groupOf(one) === groupOf(lapse));
  const ids = new Set(group.map(({ id }) => id));
  const rows = (await rowsOf(ports, tenantId)).filter((row) => ids.has(row.lapseId));
  const ladders = await laddersOf(ports.store, tenantId);
  return alertView({ tenantId, channel, channels, ladders, group, rows }, ports.clock.now());
}

/** Every message that stands in some channel and shows how things are with a registration. */
async function standing(ports: AlertPorts, tenantId: TenantId): Promise<readonly AlertView[]> {
  const all = await rowsOf(ports, tenantId);
  const channels = await ports.store.channels(tenantId);
  const ladders = await laddersOf(ports.store, tenantId);
  const views: AlertView[] = [];
  for (const group of grouped(await lapsesIn(ports, tenantId))) {
    const ids = new Set(group.map(({ id }) => id));
    const rows = all.filter(({ lapseId }) => ids.has(lapseId));
    for (const channel of channels) {
      if (rootIn(channel.id, rows) === null) continue;
      const one = alertView({ tenantId, channel, channels, ladders, group, rows }, ports.clock.now());
      if (one !== null) views.push(one);
    }
  }
  return views;
}

async function rowsOf({ outbox }: AlertPorts, tenantId: TenantId) {
  return (await outbox.rows({ tenantId })).map(toAlertRow);
}
