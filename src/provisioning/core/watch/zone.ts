/**
 * What clocks on the wall show in a time zone, and which instant they mean. Only `Intl` knows the zones; a zone it
 * does not know counts as UTC, because a warning at an odd hour is better than none.
 */
import { DAY } from '../dates.ts';

const MINUTE = 60_000;

/** Of zones in use: making a formatter takes fifty times longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** True for an IANA name, in any case. */
export function isZone(text: string): boolean {
  return make(text) !== null;
}

/** What has to be added to UTC to get local time, in ms. */
export function offsetAt(zone: string, at: number): number {
  const [, sign, hours, minutes, seconds] = OFFSET.exec(formatOf(zone)?.format(at) ?? '') ?? [];
  if (sign === undefined) return 0;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ms : ms;
}

/** `GMT` alone is UTC. Seconds occur in times before standard time. */
const OFFSET = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/;

/** The local date, as days since 1 January 1970. */
export function dayAt(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * The instant at which the clock shows so many minutes after midnight of a day. Shown twice (clocks went back): the
 * first time. Never shown (clocks went forward): as much later as they went forward. Both as java.time does.
 */
export function instantOf(zone: string, day: number, minute: number): number {
  const wall = day * DAY + minute * MINUTE;
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  const early = wall - before;
  if (before === after || offsetAt(zone, early) === before) return early;
  const late = wall - after;
  return offsetAt(zone, late) === after ? late : early;
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone) ?? make(zone);
  if (known !== null) formats.set(zone, known);
  return known;
}

function make(zone: string): Intl.DateTimeFormat | null {
  try {
    // The weekday's letter, because something has to stand beside the offset, and it is the quickest.
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
      weekday: 'narrow',
    });
  } catch {
    return null;
  }
}
