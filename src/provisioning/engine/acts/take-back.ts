/** What a run added to a registration that was there before goes again, one thing at a time; the rest stays as it was. */
import { stepWords } from '../../core/refusal.ts';
import type { Step } from '../../core/run.ts';
import { inverseOf } from '../../core/inverse.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readBack } from '../read-back.ts';
import { readRefused, waitLonger } from '../refusals.ts';
import { LOOK_EVERY_MS, isOlder, takenAway } from './recycle-bin.ts';

/** Looked for first: an answer may have been lost, or somebody may have been faster. */
export async function takeBack(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const { plan, registration } = desk.run;
  if (plan === null || registration?.servicePrincipalId == null) return takenAway(desk, step);
  // Nothing of it can be read any more, and there is nothing left to read.
  if (step.kind === 'service-principal' && step.state === 'compensating') return takenAway(desk, step);
  const seen = await readBack(act);
  if ('kind' in seen) return readRefused(act, seen, 'what is there');
  const write = inverseOf(step, { seen, plan, facts: desk.run.facts, registration });
  if (write === null) {
    const surelyGone =
      step.state === 'compensating' || step.effectId !== null || isOlder(desk, step.intendedAt);
    if (surelyGone) return takenAway(desk, step);
    return waitLonger(desk, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }), LOOK_EVERY_MS);
  }
  await desk.commit({ intent: true, steps: [{ ...step, state: 'compensating' }] });
  const [reply] = await desk.ports.directory.perform(signIn, [write]);
  const isGone = reply.kind === 'refused' && reply.status === 404;
  if (reply.kind !== 'ok' && !isGone) return readRefused(act, reply, stepWords(step.step));
  await desk.commit({ history: [desk.event(`${step.step}-taken-back`, signIn.person)] });
  return waitForTheRead(act);
}

/** The next look decides whether it is gone; replicas answer late. */
async function waitForTheRead({ desk }: Act): Promise<ActResult> {
  await desk.wait(LOOK_EVERY_MS, failure('GRAPH_REPLICATING', { step: 'the removal' }));
  return 'rest';
}
