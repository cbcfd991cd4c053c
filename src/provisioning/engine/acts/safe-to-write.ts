/** What has to be seen right before a write, so that it takes nothing away but what it is meant to. */
import { currentSteps } from '../../core/steps.ts';
import type { Step, StepKind } from '../../core/run.ts';
import type { Before } from '../../core/writes.ts';
import type { Failure } from '../../errors.ts';
import { failure } from '../../errors.ts';
import type { Desk } from '../desk.ts';

/** The first row that must not be written now, with why; undefined: all of them may. */
export function unsafe(desk: Desk, steps: readonly Step[], before: Before): Step | undefined {
  for (const step of steps) {
    const why = objection(desk, step, before);
    if (why !== null) return { ...step, state: 'failed', failure: why };
  }
  return undefined;
}

/** These replace a whole collection of the application, or take out of it: what was not read would be lost. */
const REPLACING: ReadonlySet<StepKind> = new Set(['settings', 'certificate', 'remove-credential']);

function objection({ run, steps }: Desk, step: Step, { application }: Before): Failure | null {
  // What was only just made, by this very run, has nothing yet that could be lost.
  if (!REPLACING.has(step.kind) || run.target.kind === 'new') return null;
  // Deleted by hand since the plan was made, or the server that answered has not heard of it.
  if (application === null) return failure('RUN_TARGET_GONE', { id: run.registration?.appId ?? '' });
  if (step.kind !== 'remove-credential') return null;
  // It may have been taken away by hand since it was proven: the old one is all there is then.
  const current = currentSteps(steps).find(({ kind }) => kind === 'secret' || kind === 'certificate');
  const there = [...application.passwords, ...application.certificates];
  return there.some(({ keyId }) => keyId === current?.effectId)
    ? null
    : failure('RUN_PROOF_MISSING', { detail: 'the credential' });
}
