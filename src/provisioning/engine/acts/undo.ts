/** Cancel after something was written: delete our application, empty the bin of it, and say what is left. */
import type { ObjectId } from '../../core/ids.ts';
import type { Run, Step } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import { AGREEING_READS } from '../../core/next.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { forgetSignIn, readRefused } from '../refusals.ts';

const LOOK_EVERY_MS = 1_500;
const BIN_DAYS_MS = 30 * 24 * 60 * 60_000;

export async function undo(act: Act): Promise<ActResult> {
  const application = act.desk.steps.find((step) => step.kind === 'application');
  if (application === undefined || application.state === 'planned') return cancelled(act.desk, []);
  if (application.state === 'compensating' && application.effectId !== null) {
    return purge(act, application.effectId as ObjectId);
  }
  return application.effectId === null ? search(act, application) : remove(act, application);
}

/** The answer to its creation was lost: it may be there. */
async function search(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'application-by-unique-name', uniqueName: desk.run.tag },
  ]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the application');
  if (reply.value !== null) {
    await desk.commit({ steps: [{ ...step, effectId: reply.value.id }] });
    return 'again';
  }
  if (step.looks + 1 >= AGREEING_READS) return cancelled(desk, []);
  await desk.wait(LOOK_EVERY_MS, failure('RUN_LOST_ANSWER', { step: step.step }), [
    { ...step, looks: step.looks + 1 },
  ]);
  return 'rest';
}

async function remove(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'delete-application', applicationId: step.effectId as ObjectId },
  ]);
  const gone = reply.kind === 'refused' && reply.status === 404 && step.tries > 0;
  if (reply.kind === 'ok' || gone) {
    await desk.commit({
      steps: [{ ...step, state: 'compensating' }],
      history: [desk.event('application-deleted', signIn.person)],
    });
    return 'again';
  }
  if (reply.kind === 'refused' && reply.status !== 404) return readRefused(act, reply, 'the application');
  await desk.wait(LOOK_EVERY_MS, failure('GRAPH_REPLICATING', { step: 'application' }), [
    { ...step, tries: step.tries + 1 },
  ]);
  return 'rest';
}

/** Frees the name and the quota. Where Entra does not let us, it is said to be in the bin, and until when. */
async function purge(act: Act, applicationId: ObjectId): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'purge-application', applicationId }]);
  if (reply.kind === 'ok') return cancelled(desk, []);
  if (reply.kind === 'refused' && reply.status === 404) return cancelled(desk, []);
  if (reply.kind === 'refused' && reply.status === 401) return forgetSignIn(act);
  if (reply.kind === 'refused' && reply.status === 403) {
    const until = new Date(desk.now() + BIN_DAYS_MS).toISOString().slice(0, 10);
    return cancelled(desk, [failure('RUN_CLEANUP_LEFT', { until })]);
  }
  return readRefused(act, reply, 'the recycle bin');
}

async function cancelled(desk: Desk, left: Run['findings']): Promise<ActResult> {
  const now = new Date(desk.now()).toISOString();
  await desk.ports.vault.shredSecret(desk.run.tenantId, desk.run.id);
  await desk.commit({
    steps: desk.steps.map((step): Step => ({ ...step, state: 'compensated', settledAt: now })),
    run: () => ({ phase: 'cancelled', waiting: null, failure: null, registration: null, findings: left }),
    history: [desk.event('cancelled', desk.run.requester)],
    forgetSignIns: true,
  });
  return 'rest';
}
