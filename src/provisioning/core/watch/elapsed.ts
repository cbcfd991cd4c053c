/** How long ago something was, for a clock that may have been set in between. */
export const MINUTE = 60_000;

/**
 * The distance between an instant on record and now, in ms. A record that lies in the future was written before the
 * clock was set back: how long ago is then unknown, and the distance lets nothing wait until the clock has caught up.
 */
export function elapsed(iso: string, now: number): number {
  return Math.abs(now - Date.parse(iso));
}
