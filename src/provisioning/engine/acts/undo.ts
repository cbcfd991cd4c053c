/** Cancel after something was written: delete our application, empty the bin of it, and say what is left. */
import type { ObjectId } from '../../core/ids.ts';
import type { Run, Step } from '../../core/run.ts';
import { stepWords } from '../../core/refusal.ts';
import { REPLICATION_WINDOW_MS } from '../../core/settle.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { forgetSignIn, readRefused, waitLonger } from '../refusals.ts';
import { judgeFound } from './adoption.ts';

const LOOK_EVERY_MS = 1_500;
const BIN_DAYS_MS = 30 * 24 * 60 * 60_000;

export async function undo(act: Act): Promise<ActResult> {
  const application = act.desk.steps.find((step) => step.kind === 'application');
  if (application === undefined || !mayBeThere(application)) return cancelled(act.desk, []);
  if (application.effectId === null) return search(act, application);
  const applicationId = application.effectId as ObjectId;
  return application.state === 'compensating'
    ? purge(act, application, applicationId)
    : remove(act, application, applicationId);
}

/** Not when it was never asked for, or clearly refused with no doubtful request before. */
function mayBeThere({ state, effectId, looks }: Step): boolean {
  return effectId !== null || looks > 0 || (state !== 'planned' && state !== 'failed');
}

/** The answer to its creation was lost: it may be there, or appear while the directory still copies it. */
async function search(act: Act, step: Step): Promise<ActResult> {
  const { desk } = act;
  const [reply] = await desk.ports.directory.perform(act.signIn, [
    { op: 'application-by-unique-name', uniqueName: desk.run.tag },
  ]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the application');
  if (reply.value === null) {
    if (isOlder(desk, step.intendedAt)) return cancelled(desk, []);
    return waitLonger(desk, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }), LOOK_EVERY_MS);
  }
  const { plan } = desk.run;
  const judged = plan === null ? { foreign: null } : await judgeFound(act, plan, reply.value);
  if ('kind' in judged) return readRefused(act, judged, 'the owners of the application');
  if (judged.foreign !== null) return cancelled(desk, []);
  const settledAt = new Date(desk.now()).toISOString();
  await desk.commit({ steps: [{ ...step, effectId: reply.value.id, settledAt }] });
  return 'again';
}

/** Whether the directory has had time to show what was done then. */
function isOlder(desk: Desk, at: string | null): boolean {
  return at === null || desk.now() - Date.parse(at) > REPLICATION_WINDOW_MS;
}

async function remove(act: Act, step: Step, applicationId: ObjectId): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'delete-application', applicationId }]);
  if (reply.kind === 'ok') return deleted(act, step);
  if (reply.kind === 'refused' && reply.status === 404) return isItInTheBin(act, step, applicationId);
  return readRefused(act, reply, 'the application');
}

async function deleted({ desk, signIn }: Act, step: Step): Promise<ActResult> {
  await desk.commit({
    steps: [{ ...step, state: 'compensating', settledAt: new Date(desk.now()).toISOString() }],
    history: [desk.event('application-deleted', signIn.person)],
  });
  return 'again';
}

/** 404: deleted already, by a request whose answer was lost or by hand; or not visible yet. */
async function isItInTheBin(act: Act, step: Step, applicationId: ObjectId): Promise<ActResult> {
  const { desk } = act;
  const [reply] = await desk.ports.directory.perform(act.signIn, [
    { op: 'deleted-application', applicationId },
  ]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the recycle bin');
  if (reply.value !== null) return deleted(act, step);
  if (isOlder(desk, step.settledAt)) return cancelled(desk, []);
  return waitLonger(desk, failure('GRAPH_REPLICATING', { step: stepWords(step.step) }), LOOK_EVERY_MS);
}

const NO_REPLY = { kind: 'maybe', cause: 'no reply' } as const;

/** Frees the name and the quota; the service principal went into the bin with the application. Where Entra does not let us, it is said to be in the bin, and until when. */
async function purge(act: Act, step: Step, applicationId: ObjectId): Promise<ActResult> {
  const { desk, signIn } = act;
  const servicePrincipalId = desk.run.registration?.servicePrincipalId ?? null;
  const objects = servicePrincipalId === null ? [] : [servicePrincipalId];
  const [reply = NO_REPLY] = await desk.ports.directory.perform(
    signIn,
    [applicationId, ...objects].map((id) => ({ op: 'purge-application', applicationId: id }) as const),
  );
  if (reply.kind === 'ok') return cancelled(desk, []);
  if (reply.kind !== 'refused') return readRefused(act, reply, 'the recycle bin');
  if (reply.status === 401) return forgetSignIn(act, reply.claims);
  if (reply.status === 404) {
    if (isOlder(desk, step.settledAt)) return cancelled(desk, []);
    return waitLonger(desk, failure('GRAPH_REPLICATING', { step: 'the recycle bin' }), LOOK_EVERY_MS);
  }
  if (reply.status === 403) {
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
