const PATTERN =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
/** Days for year, month, week, day; then hour, minute, second. Years and months by their mean. */
const DAYS = [365.25, 30.4375, 7, 1, 1 / 24, 1 / 1440, 1 / 86_400];

/** About how many days an ISO 8601 duration is, good enough to tell which of two is shorter; NaN if it is none. */
export function daysOf(duration: string): number {
  const parts: readonly (string | undefined)[] = PATTERN.exec(duration)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return Number.NaN;
  return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (DAYS[index] ?? 0), 0);
}
