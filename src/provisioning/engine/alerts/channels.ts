/** Where warnings go: which conversations take them, which have gone silent, and which somebody has ended. */
import { parseObjectId, parseTenantId, type TenantId } from '../../core/ids.ts';
import { revived } from '../../core/watch/settle.ts';
import type { AlertChannel } from '../../core/watch/types.ts';
import { OFFICE_HOURS } from '../../core/watch/working-hours.ts';
import { isZone } from '../../core/watch/zone.ts';
import { RegistrarError } from '../../errors.ts';
import type { AlertPlace, Alerts } from '../../index.ts';
import type { AlertPorts } from './ports.ts';

export function createChannels(ports: AlertPorts): Pick<Alerts, 'listen' | 'end' | 'awake' | 'refused'> {
  const { store, clock } = ports;
  return {
    listen: (place, how) => listen(ports, place, how),
    end: (tenantId, channelId, evenLast) => end(ports, known(tenantId), channelId, evenLast),
    awake: async (tenantId, channelId) => {
      const channel = await channelOf(ports, tenantId, channelId);
      if (channel?.state === 'dead') await store.putChannel(revived(channel));
      return channel?.state ?? 'none';
    },
    refused: async (tenantId, channelId) => {
      const channel = await channelOf(ports, tenantId, channelId);
      if (channel === undefined) return;
      const triedAt = new Date(clock.now()).toISOString();
      await store.putChannel({ ...channel, state: 'dead', deadSince: channel.deadSince ?? triedAt, triedAt });
    },
  };
}

/** Errors: RUN_UNKNOWN, for what is no tenant's id. */
export function known(tenantId: string): TenantId {
  const id = parseTenantId(tenantId);
  if (id === undefined) throw new RegistrarError('RUN_UNKNOWN');
  return id;
}

export async function channelOf(
  { store }: AlertPorts,
  tenantId: string,
  channelId: string,
): Promise<AlertChannel | undefined> {
  return (await store.channels(known(tenantId))).find(({ id }) => id === channelId);
}

/** A zone that somebody chose is never written like this (zone-names.ts). */
const NOBODY_SAID = 'UTC';

async function listen(
  ports: AlertPorts,
  place: AlertPlace,
  how: 'asked' | 'arrived',
): ReturnType<Alerts['listen']> {
  const { store } = ports;
  const before = await channelOf(ports, place.tenantId, place.id);
  if (before !== undefined) {
    const zone = before.zone === NOBODY_SAID ? zoneOf(place) : {};
    await store.putChannel({ ...revived(before), ...zone });
    return 'known';
  }
  const removed = await store.removedChannel(known(place.tenantId), place.id);
  if (removed !== null && how === 'arrived') return 'ended';
  await store.putChannel(removed === null ? newChannel(place) : revived(removed));
  return 'new';
}

/** What waits to go there is called off, so that nothing follows the answer. */
async function end(
  ports: AlertPorts,
  tenantId: TenantId,
  channelId: string,
  evenLast: boolean,
): ReturnType<Alerts['end']> {
  const { store, outbox, clock } = ports;
  const channels = await store.channels(tenantId);
  if (channels.every(({ id }) => id !== channelId)) return 'none';
  const others = channels.filter(({ id, state }) => id !== channelId && state === 'live');
  if (others.length === 0 && !evenLast) return 'last';
  await store.removeChannel(tenantId, channelId);
  await outbox.close({ tenantId, channelId }, 'cancelled', new Date(clock.now()).toISOString());
  return 'ended';
}

function newChannel(place: AlertPlace): AlertChannel {
  const { tenantId, id, kind, oid } = place;
  return {
    ...{ id, kind },
    tenantId: known(tenantId),
    personId: oid === null ? null : (parseObjectId(oid) ?? null),
    zone: NOBODY_SAID,
    ...zoneOf(place),
    workingHours: OFFICE_HOURS,
    ...{ ladder: null, connectors: null, state: 'live', deadSince: null, triedAt: null },
  };
}

/** Where nobody says, or says what no clock knows, it stays as it is. */
function zoneOf({ zone }: AlertPlace): { readonly zone?: string } {
  return zone !== null && isZone(zone) ? { zone } : {};
}
