/** Dates as people read them here, always in UTC so that everybody sees the same. */

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const MINUTE = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `21 Nov 2027`; the text itself when it is no date. */
export function day(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : DAY.format(at).replace('Sept', 'Sep');
}

/** `10:44 UTC`, from epoch milliseconds. */
export function minute(at: number): string {
  return `${MINUTE.format(at)} UTC`;
}
