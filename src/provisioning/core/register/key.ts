/** Which registration a run is about, before anything is written as well. */
import { FIELDS } from '../fields.ts';
import type { AppId } from '../ids.ts';
import type { Run } from '../run.ts';

/**
 * The application id of the registration the run made, took over, adds to or renews; its own id while there is none.
 * Null: it was declined, and nothing was written that could be listed.
 */
export function registerKey(run: Run): string | null {
  if (run.phase === 'declined') return null;
  return run.registration?.appId ?? addsTo(run) ?? run.id;
}

/** A renewal, and the button that adds, name their registration on the form; the choices make it the target. */
function addsTo({ target, typed, known, phase }: Run): AppId | undefined {
  if (target.kind === 'existing') return target.made === 'by-us' ? target.appId : undefined;
  if (phase !== 'choices') return undefined;
  return known.find(({ appId }) => appId === typed[FIELDS.registration])?.appId;
}
