/** Ways out: "Not now" before anything is written, Cancel after, and another try. */
import type { Run, Step } from '../../core/run.ts';
import { currentSteps } from '../../core/steps.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { Records } from '../records.ts';
import { requirePhase, requireRequester } from '../records.ts';

/** Quiet before anything is written; afterwards what is there is taken away first. Errors: RUN_IN_USE, RUN_STALE. */
export async function cancel(records: Records, actor: Actor, runId: string): Promise<Run> {
  return records.change(actor, runId, ({ run, steps }) => {
    requireRequester(run, actor);
    requirePhase(
      run,
      'choices',
      'sign-in',
      'checks',
      'plan',
      'approval',
      'by-hand',
      'working',
      'needs-sign-in',
      'needs-you',
    );
    if (inUse(run, steps)) throw new RegistrarError('RUN_IN_USE');
    const written = steps.some((step) => step.state !== 'planned');
    return written
      ? {
          run: { phase: 'cancelling', cancelRequested: true, waiting: null, failure: null },
          history: [records.event('cancel-asked', actor)],
        }
      : {
          run: { phase: 'declined', waiting: null, failure: null },
          forgetSignIns: true,
          history: [records.event('declined', actor)],
        };
  });
}

/** Proven once, and worked on again: the vendor may live by it. */
function inUse(run: Run, steps: readonly Step[]): boolean {
  const madeByHand = run.mode === 'by-hand' && run.registration !== null;
  const wasReady = run.handOver.state !== 'none' || steps.some(({ state }) => state === 'verified');
  return madeByHand || wasReady;
}

/** From `needs-you`: the failed rows are tried again, with a fresh replication window for the proof. */
export async function retry(records: Records, actor: Actor, runId: string, now: number): Promise<Run> {
  return records.change(actor, runId, ({ run, steps }) => {
    requireRequester(run, actor);
    requirePhase(run, 'needs-you', 'checks');
    if (run.phase === 'checks') return { run: { facts: null, failure: null } };
    if (run.approval.approvedBy === null && !run.cancelRequested)
      return { run: { phase: 'checks', facts: null, failure: null, waiting: null } };
    return {
      run: {
        phase: run.cancelRequested ? 'cancelling' : 'working',
        failure: null,
        waiting: null,
        proof: isProven(steps) ? run.proof : null,
      },
      steps: steps.flatMap((step) => again(step, now)),
      history: [records.event('tried-again', actor)],
    };
  });
}

/** What is left to do then is to take an old credential away. */
function isProven(steps: readonly Step[]): boolean {
  return currentSteps(steps).every(({ kind, state }) => state === 'verified' || kind === 'remove-credential');
}

function again(step: Step, now: number): Step[] {
  if (step.state === 'failed') return [{ ...step, state: 'planned', tries: 0, failure: null }];
  if (step.state === 'needs_human') return [{ ...step, state: 'unknown', looks: 0, failure: null }];
  return step.state === 'applied' ? [{ ...step, settledAt: new Date(now).toISOString() }] : [];
}
