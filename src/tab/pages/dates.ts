/** Dates as people read them here, always in UTC so that everybody sees the same. */

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const A_DAY = 86_400_000;
const MINUTE = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `21 Nov 2027`; the text itself when it is no date. */
export function day(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : DAY.format(at).replace('Sept', 'Sep');
}

/** `21 Nov 2027 (in 364 days)`, in calendar days from `now` (epoch milliseconds). */
export function daysLeft(now: number, iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at)
    ? iso
    : `${day(iso)} (${distance(Math.floor(at / A_DAY) - Math.floor(now / A_DAY))})`;
}

function distance(days: number): string {
  if (days === 0) return 'today';
  const count = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}

/** `10:44 UTC`, from epoch milliseconds. */
export function minute(at: number): string {
  return `${MINUTE.format(at)} UTC`;
}
