/** Dates as people read them. All in UTC; the time zone is said where a time of day is shown. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY = 86_400_000;
/** Up to here a distance is said in days anyway. */
const EXACT_DAYS = 60;

/** `21 Nov 2027`. An unreadable date is said to be unknown rather than shown as it came. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'an unknown date';
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `21 Nov 2027 (in 12 months)`, seen from `now` (epoch ms). */
export function dayFrom(now: number, iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? day(iso) : `${day(iso)} (${distance(now, at)})`;
}

/** `21 Nov 2027 (in 364 days, about 12 months)`: for what somebody counts the days of. */
export function daysFrom(now: number, iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return day(iso);
  const days = calendarDays(now, at);
  if (Math.abs(days) <= EXACT_DAYS) return dayFrom(now, iso);
  const size = Math.abs(days);
  const counted = days > 0 ? `in ${count(size, 'day')}` : `${count(size, 'day')} ago`;
  return `${day(iso)} (${counted}, about ${span(size, Math.min(now, at), Math.max(now, at))})`;
}

/** `10:42:10 UTC`. */
export function timeOfDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${date.toISOString().slice(11, 19)} UTC`;
}

/** Whole calendar days up to 60, then months, from two years on years. */
export function distance(from: number, to: number): string {
  const days = calendarDays(from, to);
  if (days === 0) return 'today';
  const size = span(Math.abs(days), Math.min(from, to), Math.max(from, to));
  return days > 0 ? `in ${size}` : `${size} ago`;
}

function calendarDays(from: number, to: number): number {
  return Math.floor(to / DAY) - Math.floor(from / DAY);
}

function span(days: number, earlier: number, later: number): string {
  if (days <= EXACT_DAYS) return count(days, 'day');
  const months = wholeMonths(new Date(earlier), new Date(later));
  return months < 24 ? count(months, 'month') : count(Math.floor(months / 12), 'year');
}

/** Rounded to the nearest month, so that a year less one day is 12 months, as a person would say. */
function wholeMonths(earlier: Date, later: Date): number {
  const years = later.getUTCFullYear() - earlier.getUTCFullYear();
  const months = years * 12 + later.getUTCMonth() - earlier.getUTCMonth();
  const rest = later.getUTCDate() - earlier.getUTCDate();
  if (rest > 15) return months + 1;
  return rest < -15 ? months - 1 : months;
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
