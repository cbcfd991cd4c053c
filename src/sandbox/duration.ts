/** ISO 8601 durations, as Graph's policies and the sandbox's clock write them. */

const DURATION =
  /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** Years and months have no fixed length; policies count them as 365 and 30 days. */
const UNITS_MS = [365 * DAY_MS, 30 * DAY_MS, 7 * DAY_MS, DAY_MS, 3_600_000, 60_000, SECOND_MS];

/** `P180D` -> milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || /[PT]$/.test(text)) return undefined;
  const total = UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(match[index + 2] ?? 0), 0);
  return match[1] === '-' ? -total : total;
}
