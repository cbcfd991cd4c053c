/** Rows whose answer was lost: look, then adopt, undo or redo. Nothing is made twice on a guess. */
import { AGREEING_READS, DOUBTFUL } from '../../core/next.ts';
import type { ApplicationFacts } from '../../core/operations.ts';
import type { Plan } from '../../core/plan-types.ts';
import type { ReadBack } from '../../core/proof.ts';
import type { Run, Step } from '../../core/run.ts';
import { stepWords } from '../../core/refusal.ts';
import { credentialStep } from '../../core/steps.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readBack } from '../read-back.ts';
import { readRefused } from '../refusals.ts';
import { effectOf } from './effects.ts';
import { lookForUser } from './made-user.ts';

/** After the first agreeing reads: 1, 10 and 60 minutes and a day after the request, by number of looks. */
const LATE_LOOKS_MS = [60_000, 10 * 60_000, 60 * 60_000, 24 * 60 * 60_000];
const LOOK_EVERY_MS = 1_500;

export async function look(act: Act, plan: Plan, steps: readonly Step[]): Promise<ActResult> {
  const early = Math.min(...steps.map((step) => notDueFor(step, act.desk.now())));
  if (early > 0) {
    await act.desk.ports.wakes.wake(act.desk.run.tenantId, act.desk.run.id, early);
    return 'rest';
  }
  const user = steps.find((step) => step.kind === 'user');
  if (user !== undefined) return lookForUser(act, plan, user);
  const seen = await readBack(act);
  if ('kind' in seen) return readRefused(act, seen, 'what is there');
  const secret = steps.find((step) => step.kind === 'secret');
  const rest = steps
    .filter((step) => step.kind !== 'secret')
    .map((step) => found(step, seen, plan, act.desk.now()));
  if (rest.length > 0) await act.desk.commit({ steps: rest });
  return secret === undefined ? 'again' : lookForSecret(act, secret, seen.application);
}

/** Milliseconds until a late look makes sense; 0 when it is due. A wake-up for something else may come before. */
function notDueFor({ state, looks, intendedAt }: Step, now: number): number {
  const after = LATE_LOOKS_MS[looks - AGREEING_READS];
  if (state !== 'unknown' || after === undefined || intendedAt === null) return 0;
  return Math.max(0, Date.parse(intendedAt) + after - now);
}

/** All but secrets have natural keys: there, or to be written again. */
function found(step: Step, seen: ReadBack, plan: Plan, now: number): Step {
  const effectId = effectOf(step, seen, plan);
  return effectId === undefined
    ? { ...step, state: 'planned', tries: step.tries + 1 }
    : { ...step, state: 'applied', effectId, settledAt: new Date(now).toISOString(), failure: null };
}

/** A secret whose value nobody holds: found, it is removed; not found, it is looked for again, and again later. */
async function lookForSecret(act: Act, step: Step, application: ApplicationFacts | null): Promise<ActResult> {
  const there = application?.passwords.find(({ displayName }) => displayName === step.tag);
  if (there !== undefined) return removeLost(act, { ...step, effectId: there.keyId }, there.keyId);
  if (step.state === 'compensating') return gone(act, step);
  const looks = step.looks + 1;
  const looked: Step = { ...step, state: 'unknown', looks };
  if (looks < AGREEING_READS) return lookAgain(act, looked, LOOK_EVERY_MS);
  if (LATE_LOOKS_MS[looks - AGREEING_READS] === undefined) return gone(act, looked);
  const later = notDueFor(looked, act.desk.now());
  // The wake-up first: one too many is harmless, none would leave the secret to itself.
  await act.desk.ports.wakes.wake(act.desk.run.tenantId, act.desk.run.id, later);
  await act.desk.commit({ steps: [looked, ...replacement(act, step)] });
  return act.desk.run.phase === 'working' ? 'again' : 'rest';
}

async function lookAgain({ desk }: Act, step: Step, ms: number): Promise<ActResult> {
  await desk.wait(ms, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }), [step]);
  return 'rest';
}

async function removeLost(
  act: Act,
  step: Step,
  keyId: ApplicationFacts['passwords'][number]['keyId'],
): Promise<ActResult> {
  const { desk, signIn } = act;
  const applicationId = desk.run.registration?.applicationId;
  if (applicationId === undefined) throw new RangeError('the application comes first');
  await desk.commit({ intent: true, steps: [{ ...step, state: 'compensating' }] });
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'remove-password', applicationId, keyId },
  ]);
  if (reply.kind === 'refused' && reply.status !== 404 && reply.status !== 400)
    return readRefused(act, reply, 'the lost secret');
  await desk.wait(LOOK_EVERY_MS, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }));
  return 'rest';
}

/** Seen to be absent: the row is closed and a new attempt, under a new tag, takes its place. */
async function gone(act: Act, step: Step): Promise<ActResult> {
  const { desk } = act;
  const closed: Step = { ...step, state: 'compensated', settledAt: new Date(desk.now()).toISOString() };
  const last = !desk.steps.some((row) => row !== step && row.kind === 'secret' && DOUBTFUL.has(row.state));
  await desk.commit({
    steps: [closed, ...replacement(act, step)],
    run: (run) => ({
      waiting: null,
      findings: run.findings.filter(({ facts }) => facts['tag'] !== step.tag),
    }),
    history: [desk.event('lost-secret-accounted-for', step.actor)],
    forgetSignIns: last && desk.run.phase !== 'working',
  });
  return 'again';
}

function replacement({ desk }: Act, step: Step): Step[] {
  const newest = Math.max(...desk.steps.filter((row) => row.step === step.step).map((row) => row.attempt));
  const wanted: Run['phase'] = 'working';
  const { plan } = desk.run;
  return plan !== null && step.attempt === newest && desk.run.phase === wanted
    ? [credentialStep(desk.run, plan.credential, newest + 1)]
    : [];
}
