/** Tenants: where their people read, when, and when a channel throws the bot out. */
import type { TenantId } from '../../src/provisioning/core/ids.ts';
import type { AlertChannel, Ladder, WorkingHours } from '../../src/provisioning/core/watch/types.ts';
import { OFFICE_HOURS } from '../../src/provisioning/core/watch/working-hours.ts';
import type { Dice } from './watch-agenda.ts';
import { Outages, type Outage } from './watch-weather.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Tenant {
  readonly id: TenantId;
  /** As we believe they are. */
  channels: readonly AlertChannel[];
  /** When each really takes nothing from us, by channel. */
  readonly closed: ReadonlyMap<string, Outages>;
  /** When all of them do. */
  readonly unreachable: Outages;
}

const PLACES: readonly (readonly [string, WorkingHours])[] = [
  ['Europe/Berlin', OFFICE_HOURS],
  ['America/New_York', { ...OFFICE_HOURS, from: 8 * 60 }],
  ['Asia/Kolkata', { ...OFFICE_HOURS, days: [1, 2, 3, 4, 5, 6] }],
  ['Asia/Riyadh', { ...OFFICE_HOURS, days: [7, 1, 2, 3, 4] }],
  ['Australia/Lord_Howe', OFFICE_HOURS],
  ['UTC', { from: 0, to: 24 * 60, days: [1, 2, 3, 4, 5, 6, 7] }],
];
const LADDERS: readonly (Ladder | null)[] = [null, null, null, [90, 30, 7], [5, 4, 3, 2, 1]];

/** A channel is lost once in two years, for an hour or a month. */
const LOSSES = { mean: 730 * DAY, least: HOUR, most: 30 * DAY };

export function randomTenant(name: string, dice: Dice, span: Outage): Tenant {
  const [zone, workingHours] = dice.pick(PLACES);
  const ladder = dice.pick(LADDERS);
  const id = name as TenantId;
  const channels = Array.from({ length: dice.between(2, 4) }, (_, place): AlertChannel => {
    const kind = place === 0 ? 'channel' : 'personal';
    return {
      ...{ tenantId: id, id: `${name}/${place}`, kind, personId: null, zone, workingHours, ladder },
      ...{ connectors: null, state: 'live', deadSince: null, triedAt: null },
    };
  });
  const closed = new Map(channels.map((one) => [one.id, Outages.random(dice, span, LOSSES)]));
  return { id, channels, closed, unreachable: Outages.together([...closed.values()]) };
}
