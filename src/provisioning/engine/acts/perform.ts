/** Ledger, then Graph, then ledger: the writes of some rows in one request. */
import type { Plan } from '../../core/plan-types.ts';
import type { Results, Reply, Write } from '../../core/operations.ts';
import type { Step } from '../../core/run.ts';
import type { Settlement } from '../../core/settle.ts';
import { settle } from '../../core/settle.ts';
import { writeFor } from '../../core/writes.ts';
import type { Act, ActResult, Change, Desk } from '../desk.ts';
import { createdAt, forgetSignIn } from '../refusals.ts';
import { secretBinding } from '../secrets.ts';
import { readBefore } from './before.ts';
import { firstPassword } from './first-password.ts';
import { halt } from './halt.ts';
import { keepUser } from './made-user.ts';
import { applicationDone, servicePrincipalDone } from './objects.ts';
import { unsafe } from './safe-to-write.ts';

export async function perform(act: Act, plan: Plan, steps: readonly Step[]): Promise<ActResult> {
  const { desk } = act;
  const before = await readBefore(act, steps);
  if (before === 'unanswered') return 'rest';
  const stopped = unsafe(desk, steps, before);
  if (stopped !== undefined) return halt(desk, stopped);
  const intended = steps.map((step) => intend(step, act));
  const first = await firstPassword(desk, intended);
  await desk.commit({
    intent: true,
    steps: intended,
    run: () => ({ waiting: null }),
    ...(first === null ? {} : { sealed: first.sealed }),
  });
  const context = {
    run: desk.run,
    plan,
    resources: desk.run.facts?.resources ?? [],
    before,
    password: first?.password ?? null,
  };
  const writes = intended.map((step) => writeFor(step, context));
  desk.application = null;
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
  if (application.kind === 'ok') desk.application = application.value;
  return [written];
}

/** An earlier request whose answer was lost may have made it: that stays on record, whatever the next one brings. */
function intend(step: Step, { desk, signIn }: Act): Step {
  const looks = step.state === 'intended' || step.state === 'unknown' ? step.looks + 1 : step.looks;
  const intendedAt = new Date(desk.now()).toISOString();
  return { ...step, state: 'intended', looks, actor: signIn.person, intendedAt };
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
  if (first?.kind === 'user' && reply?.kind === 'ok') {
    const { id } = reply.value as Results['create-user'];
    await keepUser(desk, settled(settlements), id);
    return 'again';
  }
  await commitWithSecret(desk, withEffects(settlements, replies), replies);
  return follow(act, settlements, challengeIn(replies));
}

function settled(settlements: readonly Settlement[]): Step {
  const step = settlements[0]?.step;
  if (step === undefined) throw new RangeError('a settlement for each step');
  return step;
}

function withEffects(settlements: readonly Settlement[], replies: readonly Reply<unknown>[]): Step[] {
  return settlements.map(({ step }, i) => {
    const reply = replies[i];
    return reply?.kind === 'ok' ? { ...step, effectId: effectId(step, reply.value) } : step;
  });
}

function effectId(step: Step, value: unknown): string | null {
  if (step.kind === 'secret') return (value as Results['add-password']).keyId;
  // A grant that was there already answers nothing when a scope is added to it.
  const { id = null } = (value ?? {}) as { readonly id?: string };
  return id ?? step.effectId;
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
  const envelope = desk.ports.sealer.seal(made.secret, secretBinding(desk.run, 'hand-over'));
  const change: Change = {
    steps,
    history,
    sealed: { purpose: 'hand-over', envelope, keyId: made.keyId },
    run: () => ({ credentialEnds: made.endDateTime, credentialHint: made.hint }),
  };
  return desk.commit(change);
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
