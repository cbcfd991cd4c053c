/** What Cancel takes away, in order: the newest first. What goes with its application is not named on its own. */
import type { Run, Step } from './run.ts';
import { REMOVALS } from './steps.ts';

/** Rows whose effect is there, or may be; empty when nothing is left of the run. */
export function undoRows(run: Pick<Run, 'target'>, steps: readonly Step[]): readonly Step[] {
  const own = steps.filter((step) => mayBeThere(step) && !REMOVALS.has(step.kind));
  // Everything else of a new registration is part of its application, and is deleted with it.
  const rows =
    run.target.kind === 'new' ? own.filter(({ kind }) => kind === 'application' || kind === 'user') : own;
  return rows.reverse();
}

/** Not when it was never asked for, or clearly refused with no doubtful request before. */
function mayBeThere({ state, effectId, looks }: Step): boolean {
  if (state === 'compensated') return false;
  return effectId !== null || looks > 0 || (state !== 'planned' && state !== 'failed');
}
