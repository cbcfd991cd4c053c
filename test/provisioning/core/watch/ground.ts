/** A lapse, a channel and a warning to start from. The lapse ends on a Thursday, at half past ten in the morning UTC. */
import type { AppId, ObjectId, TenantId } from '../../../../src/provisioning/core/ids.ts';
import type { Speaking } from '../../../../src/provisioning/core/watch/speaking.ts';
import type { AlertChannel, AlertRow } from '../../../../src/provisioning/core/watch/types.ts';
import { OFFICE_HOURS } from '../../../../src/provisioning/core/watch/working-hours.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ENDS = '2027-05-20T10:30:00.000Z';
export const END = Date.parse(ENDS);
export const ANNA = { oid: 'a0' as ObjectId, displayName: 'Anna Admin' };
const TENANT = 't0' as TenantId;

export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function lapse(change: Partial<Speaking> = {}): Speaking {
  return {
    tenantId: TENANT,
    id: 'secret:k1',
    kind: 'secret',
    connectorId: 'nectar',
    connectorTitle: 'Nectar DXP',
    registration: { appId: 'app-1' as AppId, name: 'Nectar DXP Cloud Connector' },
    label: '',
    starts: null,
    ends: ENDS,
    effect: 'Nectar stops receiving call records',
    places: ['Nectar DXP, Settings'],
    owner: ANNA,
    runId: null,
    keyId: null,
    state: 'live',
    source: 'ours',
    checkedAt: null,
    snooze: null,
    notOurs: null,
    ...change,
  };
}

export function channel(change: Partial<AlertChannel> = {}): AlertChannel {
  return {
    tenantId: TENANT,
    id: 'c1',
    kind: 'channel',
    personId: null,
    zone: 'UTC',
    workingHours: OFFICE_HOURS,
    ladder: null,
    connectors: null,
    state: 'live',
    deadSince: null,
    triedAt: null,
    ...change,
  };
}

export function row(change: Partial<AlertRow> = {}): AlertRow {
  return {
    tenantId: TENANT,
    lapseId: 'secret:k1',
    ends: ENDS,
    band: 30,
    channelId: 'c1',
    dueAt: iso(END - 30 * DAY),
    state: 'pending',
    at: iso(END - 30 * DAY),
    retryAt: null,
    attempts: 0,
    unanswered: 0,
    label: 'first',
    activityId: null,
    refusal: null,
    ...change,
  };
}
