/** A user of ours: kept when it is made, and found again when the answer was lost. */
import type { ObjectId } from '../../core/ids.ts';
import type { Plan } from '../../core/plan-types.ts';
import type { Step } from '../../core/run.ts';
import { userMark } from '../../core/writes.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { readRefused } from '../refusals.ts';

export async function keepUser(desk: Desk, step: Step, userId: ObjectId): Promise<void> {
  await desk.commit({
    steps: [{ ...step, effectId: userId }],
    run: () => ({ userId, firstPassword: 'ready', waiting: null }),
    history: [desk.event('user-created', step.actor, step.requestId)],
  });
}

/** By its name and our mark; without the mark it is somebody else's, and it is not taken over. */
export async function lookForUser(act: Act, plan: Plan, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const userPrincipalName = plan.user?.userPrincipalName ?? '';
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'user-named', userPrincipalName }]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the user');
  if (reply.value === null) {
    await desk.commit({ steps: [{ ...step, state: 'planned', tries: step.tries + 1 }] });
    return 'again';
  }
  const settledAt = new Date(desk.now()).toISOString();
  if (reply.value.employeeType === userMark(desk.run)) {
    await keepUser(desk, { ...step, state: 'applied', settledAt, failure: null }, reply.value.oid);
    return 'again';
  }
  const foreign = failure('USER_FOREIGN', { name: userPrincipalName });
  await desk.commit({
    steps: [{ ...step, state: 'needs_human', failure: foreign }],
    run: () => ({ phase: 'needs-you', failure: foreign, waiting: null }),
  });
  return 'rest';
}
