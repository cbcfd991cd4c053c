/** Ledger, then Graph, then ledger: the writes of some rows in one request. */
import { backoffMs } from '../../core/answers.ts';
import type { Plan } from '../../core/plan-types.ts';
import type { Results, Reply, Write } from '../../core/operations.ts';
import type { Run, Step } from '../../core/run.ts';
import { stepWords } from '../../core/refusal.ts';
import type { Settlement } from '../../core/settle.ts';
import { settle } from '../../core/settle.ts';
import { writeFor } from '../../core/steps.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Change, Desk } from '../desk.ts';
import { judgeFound } from './adoption.ts';
import { createdAt, forgetSignIn, readRefused } from '../refusals.ts';
import { secretBinding } from '../secrets.ts';

type Keep = Extract<Write, { op: 'add-certificate' }>['keep'];

export async function perform(act: Act, plan: Plan, steps: readonly Step[]): Promise<ActResult> {
  const keep = await certificatesToKeep(act, steps);
  if (keep === 'unanswered') return 'rest';
  const intended = steps.map((step) => intend(step, act));
  await act.desk.commit({ intent: true, steps: intended, run: () => ({ waiting: null }) });
  const context = { run: act.desk.run, plan, resources: act.desk.run.facts?.resources ?? [], keep };
  const writes = intended.map((step) => writeFor(step, context));
  return record(act, plan, intended, await send(act, plan, writes));
}

/** The certificates there are read beside the service principal, so that replacing them costs no round trip. */
async function send(
  { desk, signIn }: Act,
  plan: Plan,
  writes: readonly Write[],
): Promise<readonly Reply<unknown>[]> {
  const { directory } = desk.ports;
  const appId = desk.run.registration?.appId;
  const [only] = writes;
  if (
    only?.op !== 'upsert-service-principal' ||
    plan.credential.kind !== 'certificate' ||
    appId === undefined
  ) {
    return directory.perform(signIn, writes, { ordered: true });
  }
  const [written, application] = await directory.perform(signIn, [only, { op: 'application', appId }]);
  if (application.kind === 'ok') desk.certificates = application.value?.certificates ?? null;
  return [written];
}

/** An earlier request whose answer was lost may have made it: that stays on record, whatever the next one brings. */
function intend(step: Step, { desk, signIn }: Act): Step {
  const looks = step.state === 'intended' || step.state === 'unknown' ? step.looks + 1 : step.looks;
  const intendedAt = new Date(desk.now()).toISOString();
  return { ...step, state: 'intended', looks, actor: signIn.person, intendedAt };
}

/** Certificates are replaced as a whole, so those already there are read just before and sent along. */
async function certificatesToKeep(
  { desk, signIn }: Act,
  steps: readonly Step[],
): Promise<Keep | 'unanswered'> {
  const { registration } = desk.run;
  if (registration === null || !steps.some((step) => step.kind === 'certificate')) return [];
  if (desk.certificates !== null) return desk.certificates;
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'application', appId: registration.appId },
  ]);
  if (reply.kind === 'ok') return reply.value?.certificates ?? [];
  await readRefused({ desk, signIn }, reply, 'the certificates');
  return 'unanswered';
}

async function record(
  act: Act,
  plan: Plan,
  steps: readonly Step[],
  replies: readonly Reply<unknown>[],
): Promise<ActResult> {
  const { desk } = act;
  const context = { now: desk.now(), createdAt: createdAt(desk), jitter: desk.ports.newId.unit() };
  const settlements = steps.map((step, i) =>
    settle(step, replies[i] ?? { kind: 'maybe', cause: 'no reply' }, context),
  );
  const first = steps[0];
  const reply = replies[0];
  if (first?.kind === 'application' && reply?.kind === 'ok') {
    return applicationDone(
      act,
      plan,
      settled(settlements),
      reply as Reply<Results['upsert-application']> & { kind: 'ok' },
    );
  }
  if (first?.kind === 'service-principal' && reply?.kind === 'ok') {
    return servicePrincipalDone(
      act,
      settled(settlements),
      reply as Reply<Results['upsert-service-principal']> & { kind: 'ok' },
    );
  }
  await commitWithSecret(desk, withEffects(settlements, replies), replies);
  return follow(act, settlements, challengeIn(replies));
}

function settled(settlements: readonly Settlement[]): Step {
  const step = settlements[0]?.step;
  if (step === undefined) throw new RangeError('a settlement for each step');
  return step;
}

async function applicationDone(
  act: Act,
  plan: Plan,
  step: Step,
  reply: { readonly value: Results['upsert-application'] },
): Promise<ActResult> {
  const { value } = reply;
  if (value.outcome === 'existed') return adopt(act, plan, step);
  await keepApplication(act.desk, step, value.id, value.appId);
  return 'again';
}

/** 204: it was there before. Ours from an answer that got lost, or somebody else's (rule 4). */
async function adopt(act: Act, plan: Plan, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const [found] = await desk.ports.directory.perform(signIn, [
    { op: 'application-by-unique-name', uniqueName: desk.run.tag },
  ]);
  if (found.kind !== 'ok') return readRefused(act, found, 'the application');
  if (found.value === null) return notVisibleYet(desk, step);
  const judged = await judgeFound(act, plan, found.value);
  if ('kind' in judged) return readRefused(act, judged, 'the owners of the application');
  if (judged.foreign !== null) return halt(desk, { ...step, state: 'needs_human', failure: judged.foreign });
  await keepApplication(desk, step, found.value.id, found.value.appId);
  return 'again';
}

async function keepApplication(
  desk: Desk,
  step: Step,
  applicationId: NonNullable<Run['registration']>['applicationId'],
  appId: NonNullable<Run['registration']>['appId'],
): Promise<void> {
  await desk.commit({
    steps: [{ ...step, effectId: applicationId }],
    run: () => ({ registration: { applicationId, appId, servicePrincipalId: null } }),
    history: [desk.event('application-created', step.actor, step.requestId)],
  });
}

async function servicePrincipalDone(
  act: Act,
  step: Step,
  reply: { readonly value: Results['upsert-service-principal'] },
): Promise<ActResult> {
  const { desk, signIn } = act;
  const { registration } = desk.run;
  if (registration === null) throw new RangeError('the application comes first');
  const known = reply.value.outcome === 'created' ? { id: reply.value.id } : await readServicePrincipal(act);
  if (!('id' in known)) return readRefused({ desk, signIn }, known, 'the service principal');
  const { id } = known;
  if (id === null) return notVisibleYet(desk, step);
  await desk.commit({
    steps: [{ ...step, effectId: id }],
    run: () => ({ registration: { ...registration, servicePrincipalId: id } }),
    history: [desk.event('service-principal-created', step.actor, step.requestId)],
  });
  return 'again';
}

/** So many tries, half a minute apart, fill the replication window. */
const PATIENCE = 35;

/** The upsert says that it is there, and no read shows it. */
async function notVisibleYet(desk: Desk, step: Step): Promise<ActResult> {
  const tries = step.tries + 1;
  if (tries > PATIENCE) {
    const tooLong = failure('RUN_REPLICATION_TOO_LONG', { step: stepWords(step.step) });
    return halt(desk, { ...step, state: 'needs_human', tries: 0, failure: tooLong });
  }
  const why = failure('GRAPH_REPLICATING', { step: stepWords(step.step) });
  const ms = backoffMs('not-yet', tries, undefined, desk.ports.newId.unit());
  await desk.wait(ms, why, [{ ...step, state: 'unknown', tries, failure: why }]);
  return 'rest';
}

async function readServicePrincipal({ desk, signIn }: Act) {
  const appId = desk.run.registration?.appId;
  if (appId === undefined) throw new RangeError('the application comes first');
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'service-principal', appId }]);
  return reply.kind === 'ok' ? { id: reply.value?.id ?? null } : reply;
}

function withEffects(settlements: readonly Settlement[], replies: readonly Reply<unknown>[]): Step[] {
  return settlements.map(({ step }, i) => {
    const reply = replies[i];
    return reply?.kind === 'ok' ? { ...step, effectId: effectId(step, reply.value) } : step;
  });
}

function effectId(step: Step, value: unknown): string | null {
  if (step.kind === 'secret') return (value as Results['add-password']).keyId;
  if (step.kind === 'app-role' || step.kind === 'delegated-grant')
    return (value as { readonly id: string }).id;
  return step.effectId;
}

/** The value of a new secret is sealed in the same transaction as its row; if that cannot be, it is removed. */
async function commitWithSecret(
  desk: Desk,
  steps: readonly Step[],
  replies: readonly Reply<unknown>[],
): Promise<void> {
  const at = steps.findIndex((step) => step.kind === 'secret' && step.state === 'applied');
  const reply = replies[at];
  const history = steps
    .filter((step) => step.state === 'applied')
    .map((step) => desk.event(`${step.step}-applied`, step.actor, step.requestId));
  if (reply?.kind !== 'ok') return desk.commit({ steps, history });
  const made = reply.value as Results['add-password'];
  const envelope = desk.ports.sealer.seal(made.secret, secretBinding(desk.run));
  const change: Change = {
    steps,
    history,
    sealed: { purpose: 'hand-over', envelope, keyId: made.keyId },
    run: () => ({ credentialEnds: made.endDateTime }),
  };
  return desk.commit(change);
}

async function halt(desk: Desk, step: Step): Promise<ActResult> {
  await desk.commit({
    steps: [step],
    run: () => ({ phase: 'needs-you', failure: step.failure, waiting: null }),
  });
  return 'rest';
}

/** What comes of the worst of several answers. */
async function follow(
  act: Act,
  settlements: readonly Settlement[],
  claims: string | undefined,
): Promise<ActResult> {
  const { desk } = act;
  const stopped = settlements.find((settlement) => settlement.halt !== null)?.halt;
  if (stopped !== undefined) {
    await desk.commit({ run: () => ({ phase: 'needs-you', failure: stopped, waiting: null }) });
    return 'rest';
  }
  if (settlements.some((settlement) => settlement.reauth)) return forgetSignIn(act, claims);
  const waits = settlements.flatMap(({ wait }) => (wait === null ? [] : [wait]));
  const longest = waits.sort((a, b) => b.ms - a.ms)[0];
  if (longest === undefined) return 'again';
  await desk.wait(longest.ms, longest.why);
  return 'rest';
}

function challengeIn(replies: readonly Reply<unknown>[]): string | undefined {
  return replies.flatMap((reply) => (reply.kind === 'refused' ? [reply.claims] : [])).find(Boolean);
}
