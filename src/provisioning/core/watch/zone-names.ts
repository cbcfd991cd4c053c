/** Time zones as people type them: `Europe/Berlin`, or only `berlin`. */
import { isZone } from './zone.ts';

/**
 * The zone's IANA name as it is usually written, or null when no zone, or more than one, is called that. `UTC` itself
 * is what a channel has that nobody has told a zone; who chooses it gets its other name.
 */
export function zoneNamed(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, '_');
  if (name === '') return null;
  if (/^(?:utc|gmt|z)$/i.test(name)) return 'Etc/UTC';
  const wanted = name.toLowerCase();
  const all = Intl.supportedValuesOf('timeZone');
  const whole = all.find((zone) => zone.toLowerCase() === wanted);
  if (whole !== undefined) return whole;
  // An older name, such as `US/Eastern`, is none of the list and known all the same.
  if (isZone(name)) return name;
  const [only, ...others] = all.filter((zone) => zone.toLowerCase().endsWith(`/${wanted}`));
  return others.length === 0 ? (only ?? null) : null;
}
