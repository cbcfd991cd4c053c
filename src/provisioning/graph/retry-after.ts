const LONGEST_SECONDS = 3600;

/**
 * `Retry-After` as milliseconds: seconds or an HTTP date (RFC 9110 section 10.2.3), between none and one hour.
 * A longer wait is cut to an hour; what is no such value is treated as absent.
 * @param date the answer's own `Date` header, against which a date is measured: no clock of ours is asked.
 */
export function parseRetryAfter(value: string | undefined, date: string | undefined): number | undefined {
  const seconds = toSeconds(value?.trim() ?? '', date ?? '');
  if (!Number.isFinite(seconds)) return undefined;
  return Math.round(Math.min(Math.max(seconds, 0), LONGEST_SECONDS) * 1000);
}

function toSeconds(value: string, date: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  // Only the HTTP form: Date.parse would take `-5` or `2` for a year or a month.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /.test(value)) return Number.NaN;
  return (Date.parse(value) - Date.parse(date)) / 1000;
}
