/** Dates as people read them: UTC, the same for everybody who looks. Times are epoch milliseconds. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Up to here a distance is said in days. */
const EXACT_DAYS = 60;

/** `21 Nov 2027`. What cannot be read is said to be unknown. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'unknown date';
  return `${date.getUTCDate()} ${monthName(date.getUTCMonth())} ${date.getUTCFullYear()}`;
}

/** `in 12 months`, seen from `now`; null for what cannot be read. */
export function distance(now: number, iso: string): string | null {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return null;
  const days = daysBetween(now, at);
  if (days === 0) return 'today';
  const size = span(Math.abs(days), new Date(Math.min(now, at)), new Date(Math.max(now, at)));
  return days > 0 ? `in ${size}` : `${size} ago`;
}

/** `21 Nov 2027 (in 12 months)`. */
export function dayFrom(now: number, iso: string): string {
  const away = distance(now, iso);
  return away === null ? day(iso) : `${day(iso)} (${away})`;
}

/** `21 Nov 2027, 10:44 UTC`. */
export function moment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? day(iso) : `${day(iso)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** `10:42:10 UTC`. */
export function timeOfDay(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? 'unknown time' : `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

/** `just now`, `4 minutes ago`, `3 hours ago`, then days and longer. */
export function ago(now: number, iso: string): string {
  const passed = now - Date.parse(iso);
  if (Number.isNaN(passed)) return 'at an unknown time';
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${count(Math.floor(passed / MINUTE), 'minute')} ago`;
  if (passed < DAY) return `${count(Math.floor(passed / HOUR), 'hour')} ago`;
  return distance(now, iso) ?? 'at an unknown time';
}

/** Calendar days from one to the other; negative when the second comes first. */
export function daysBetween(from: number, to: number): number {
  return Math.floor(to / DAY) - Math.floor(from / DAY);
}

/** `Jan` for 0. */
export function monthName(month: number): string {
  return MONTHS[((month % 12) + 12) % 12] ?? '';
}

/** `1 day`, `2 days`. */
export function count(n: number, unit: string): string {
  return `${n.toLocaleString('en-GB')} ${unit}${n === 1 ? '' : 's'}`;
}

function span(days: number, earlier: Date, later: Date): string {
  if (days <= EXACT_DAYS) return count(days, 'day');
  const months = wholeMonths(earlier, later);
  return months < 24 ? count(months, 'month') : count(Math.floor(months / 12), 'year');
}

/** To the nearest month, so that a year less one day is 12 months, as a person would say. */
function wholeMonths(earlier: Date, later: Date): number {
  const years = later.getUTCFullYear() - earlier.getUTCFullYear();
  const months = years * 12 + later.getUTCMonth() - earlier.getUTCMonth();
  const rest = later.getUTCDate() - earlier.getUTCDate();
  if (rest > 15) return months + 1;
  return rest < -15 ? months - 1 : months;
}
