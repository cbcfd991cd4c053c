/** How a conversation is to be warned, as a person typed it on a form: each field checked by itself, none forgotten. */
import { failure, type Failure } from '../../errors.ts';
import { readLadder } from './read-ladder.ts';
import type { AlertChannel, Ladder } from './types.ts';
import { zoneNamed } from './zone-names.ts';

export type ChannelSettings = Pick<AlertChannel, 'ladder' | 'connectors' | 'zone' | 'workingHours'>;

export type SettingsField = 'ladder' | 'connectors' | 'zone' | 'from' | 'to' | 'days';

/** Lists with commas between them, times as `HH:MM`. */
export type TypedSettings = Readonly<Record<SettingsField, string>>;

export type ReadSettings =
  | { readonly ok: true; readonly settings: ChannelSettings }
  /** By field; those that are right are not named. */
  | { readonly ok: false; readonly wrong: Readonly<Partial<Record<SettingsField, Failure>>> };

const MIDNIGHT = 24 * 60;
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** What stands in the fields of a form. The end of the day is midnight, which clocks show as 00:00. */
export function typedSettings({ ladder, connectors, zone, workingHours }: ChannelSettings): TypedSettings {
  const { from, to, days } = workingHours;
  return {
    ladder: typedLadder(ladder),
    connectors: (connectors ?? []).join(','),
    zone,
    from: clockOf(from),
    to: clockOf(to),
    days: days.join(','),
  };
}

export function typedLadder(ladder: Ladder | null): string {
  return (ladder ?? []).join(', ');
}

/**
 * `offered` are the ids of connectors that could be ticked; none ticked is all of them, those to come included, as is
 * every one.
 *
 * Failures: those of a ladder, `ZONE_UNKNOWN` (typed), `HOURS_UNREADABLE`, `HOURS_BACKWARDS` (from, to), `DAYS_NONE`.
 */
export function readSettings(typed: TypedSettings, offered: readonly string[]): ReadSettings {
  const ladder = readOwnLadder(typed.ladder);
  const zone = zoneNamed(typed.zone);
  const from = minutesOf(typed.from);
  const to = endOf(typed.to);
  const days = listOf(typed.days).map(Number).filter(isDay);
  const wrong = {
    ...(ladder.ok ? {} : { ladder: ladder.failure }),
    ...(zone === null ? { zone: failure('ZONE_UNKNOWN', { typed: typed.zone.trim() }) } : {}),
    ...(from === null ? { from: failure('HOURS_UNREADABLE') } : {}),
    ...wrongEnd(typed, from, to),
    ...(days.length === 0 ? { days: failure('DAYS_NONE') } : {}),
  };
  if (!ladder.ok || zone === null || from === null || to === null || Object.keys(wrong).length > 0)
    return { ok: false, wrong };
  const connectors = offered.filter((id) => listOf(typed.connectors).includes(id));
  return {
    ok: true,
    settings: {
      ladder: ladder.ladder,
      connectors: connectors.length === 0 || connectors.length === offered.length ? null : connectors,
      zone,
      workingHours: { from, to, days: [...new Set(days)].sort((a, b) => a - b) },
    },
  };
}

/** Nothing typed is nothing of one's own. */
export function readOwnLadder(
  typed: string,
): { readonly ok: true; readonly ladder: Ladder | null } | { readonly ok: false; readonly failure: Failure } {
  return typed.trim() === '' ? { ok: true, ladder: null } : readLadder(typed);
}

function wrongEnd(typed: TypedSettings, from: number | null, to: number | null): { readonly to?: Failure } {
  if (to === null) return { to: failure('HOURS_UNREADABLE') };
  if (from === null || from < to) return {};
  return { to: failure('HOURS_BACKWARDS', { from: typed.from, to: typed.to }) };
}

function minutesOf(typed: string): number | null {
  const [, hours, minutes] = TIME.exec(typed.trim()) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

function endOf(typed: string): number | null {
  if (/^24[:.]00$/.test(typed.trim())) return MIDNIGHT;
  const minutes = minutesOf(typed);
  return minutes === 0 ? MIDNIGHT : minutes;
}

function clockOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

function listOf(typed: string): readonly string[] {
  return typed.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

function isDay(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
