/** The user this run made is deleted. One that was there before is never touched. */
import type { ObjectId } from '../../core/ids.ts';
import { stepWords } from '../../core/refusal.ts';
import type { Step } from '../../core/run.ts';
import { userMark } from '../../core/writes.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readRefused, waitLonger } from '../refusals.ts';
import { LOOK_EVERY_MS, deleted, isItInTheBin, isOlder, purge, takenAway } from './recycle-bin.ts';

const DELETED = 'user-deleted';

export async function undoUser(act: Act, step: Step): Promise<ActResult> {
  if (step.effectId === null) return search(act, step);
  const userId = step.effectId as ObjectId;
  if (step.state === 'compensating') return purge(act, step, [userId], 'user');
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'delete-user', userId }]);
  if (reply.kind === 'ok') return deleted(act, step, DELETED);
  if (reply.kind === 'refused' && reply.status === 404) return isItInTheBin(act, step, userId, DELETED);
  return readRefused(act, reply, 'the user');
}

/** The answer to its creation was lost. Without our mark it is somebody else's. */
async function search(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const userPrincipalName = desk.run.plan?.user?.userPrincipalName ?? '';
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'user-named', userPrincipalName }]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the user');
  if (reply.value === null) {
    if (isOlder(desk, step.intendedAt)) return takenAway(desk, step);
    return waitLonger(desk, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }), LOOK_EVERY_MS);
  }
  if (reply.value.employeeType !== userMark(desk.run)) return takenAway(desk, step);
  const settledAt = new Date(desk.now()).toISOString();
  await desk.commit({ steps: [{ ...step, effectId: reply.value.oid, settledAt }] });
  return 'again';
}
