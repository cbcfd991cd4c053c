/**
 * Calendar arithmetic in UTC on ISO 8601 texts. No zone, no clock: what people choose ("12 months") and what the
 * tenant's policy says (`P4DT12H30M5S`) are both durations, and both become an end only from a given start.
 */
import type { Life } from './definition.ts';

/** Months and milliseconds are kept apart because a month has no fixed length. */
export interface Duration {
  readonly months: number;
  readonly ms: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Mean Gregorian month, for comparing durations that have no start. */
const MEAN_MONTH = 30.436875 * DAY;
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

const ISO_DURATION =
  /^P(?=\d|T\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,9}))?S)?)?$/;
const LIFE = /^P([1-9]\d{0,4})([DMY])$/;
const TYPED_LIFE = /^([1-9]\d{0,4}|0+)\s*(days?|d|weeks?|w|months?|m|years?|yrs?|y)$/i;

/** ISO 8601 duration as Graph writes it (Edm.Duration, e.g. `P180D`, `P4DT12H30M5S`), or null. */
export function parseDuration(text: string): Duration | null {
  const found = ISO_DURATION.exec(text);
  if (!found) return null;
  const part = (index: number): number => Number(found[index] ?? 0);
  const fraction = Number(`0.${found[8] ?? '0'}`) * SECOND;
  return {
    months: part(1) * 12 + part(2),
    ms:
      part(3) * 7 * DAY +
      part(4) * DAY +
      part(5) * HOUR +
      part(6) * MINUTE +
      part(7) * SECOND +
      Math.floor(fraction),
  };
}

/** True for whole days, months or years above nothing. */
export function isLife(text: string): text is Life {
  return LIFE.test(text);
}

/** `start` (epoch ms) plus a duration; calendar months first, the day clamped to the month (31 Jan + 1 month). */
export function addDuration(start: number, duration: Duration): number {
  return Math.min(addMonths(start, duration.months) + duration.ms, LAST_INSTANT);
}

/** Epoch ms of an ISO instant plus a life, as an ISO instant: `addLife('2024-02-29T…', 'P1Y')` is 28 Feb 2025. */
export function addLife(iso: string, life: Life): string {
  const duration = parseDuration(life) ?? { months: 0, ms: 0 };
  return toIso(addDuration(Date.parse(iso), duration));
}

/** Negative when `a` is shorter than `b`, 0 when as long (12 months and a year), positive when longer. */
export function compareDurations(a: Duration, b: Duration): number {
  return nominal(a) - nominal(b);
}

/** As `compareDurations`, for lives. */
export function compareLives(a: Life, b: Life): number {
  return nominal(parseDuration(a) ?? NOTHING) - nominal(parseDuration(b) ?? NOTHING);
}

/** What a person typed: `18 months`, `2 years`, `90 days`, `P18M`. `zero` for none at all, null when unreadable. */
export function readLife(typed: string): Life | 'zero' | null {
  const text = typed.trim();
  if (isLife(text)) return text;
  const found = TYPED_LIFE.exec(text);
  if (!found) return null;
  const count = Number(found[1]);
  if (count === 0) return 'zero';
  const unit = (found[2] ?? '').charAt(0).toUpperCase();
  return unit === 'W' ? `P${count * 7}D` : (`P${count}${unit}` as Life);
}

const WORDS = { D: 'day', M: 'month', Y: 'year' } as const;

/** `P12M` -> `12 months`; durations of a policy too: `P4DT12H30M5S` -> `4 days 12 hours 30 minutes 5 seconds`. */
export function durationWords(text: string): string {
  const life = LIFE.exec(text);
  if (life) return counted(Number(life[1]), WORDS[life[2] as keyof typeof WORDS]);
  const duration = parseDuration(text);
  return duration ? longWords(duration) : text;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20 May 2027`, in UTC; the text itself when it is no date. */
export function dayWords(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** Epoch ms as an ISO 8601 instant in UTC. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

const NOTHING: Duration = { months: 0, ms: 0 };

function nominal(duration: Duration): number {
  return duration.months * MEAN_MONTH + duration.ms;
}

function addMonths(start: number, months: number): number {
  const from = new Date(start);
  const index = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  if (year > 9999) return LAST_INSTANT;
  const month = index % 12;
  const day = Math.min(from.getUTCDate(), daysIn(year, month));
  // setUTCFullYear, because Date.UTC reads the years 0-99 as 1900-1999.
  return new Date(start).setUTCFullYear(year, month, day);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function longWords(duration: Duration): string {
  const { months, ms } = duration;
  const parts: [number, string][] = [
    [Math.floor(months / 12), 'year'],
    [months % 12, 'month'],
    [Math.floor(ms / DAY), 'day'],
    [Math.floor((ms % DAY) / HOUR), 'hour'],
    [Math.floor((ms % HOUR) / MINUTE), 'minute'],
    [Math.floor((ms % MINUTE) / SECOND), 'second'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => counted(count, unit));
  return said.length > 0 ? said.join(' ') : 'no time';
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
