/** The application this run made is deleted, and with it everything that is part of it. */
import type { ObjectId } from '../../core/ids.ts';
import { stepWords } from '../../core/refusal.ts';
import type { Step } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readRefused, waitLonger } from '../refusals.ts';
import { judgeFound } from './adoption.ts';
import { LOOK_EVERY_MS, deleted, isItInTheBin, isOlder, purge, takenAway } from './recycle-bin.ts';

const DELETED = 'application-deleted';

export async function undoApplication(act: Act, step: Step): Promise<ActResult> {
  if (step.effectId === null) return search(act, step);
  const applicationId = step.effectId as ObjectId;
  if (step.state !== 'compensating') return remove(act, step, applicationId);
  const servicePrincipalId = act.desk.run.registration?.servicePrincipalId ?? null;
  const objects = [applicationId, ...(servicePrincipalId === null ? [] : [servicePrincipalId])];
  return purge(act, step, objects, 'application');
}

/** The answer to its creation was lost: it may be there, or appear while the directory still copies it. */
async function search(act: Act, step: Step): Promise<ActResult> {
  const { desk } = act;
  const [reply] = await desk.ports.directory.perform(act.signIn, [
    { op: 'application-by-unique-name', uniqueName: desk.run.tag },
  ]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the application');
  if (reply.value === null) {
    if (isOlder(desk, step.intendedAt)) return takenAway(desk, step);
    return waitLonger(desk, failure('RUN_LOST_ANSWER', { step: stepWords(step.step) }), LOOK_EVERY_MS);
  }
  const { plan } = desk.run;
  const judged = plan === null ? { foreign: null } : await judgeFound(act, plan, reply.value);
  if ('kind' in judged) return readRefused(act, judged, 'the owners of the application');
  if (judged.foreign !== null) return takenAway(desk, step);
  const settledAt = new Date(desk.now()).toISOString();
  await desk.commit({ steps: [{ ...step, effectId: reply.value.id, settledAt }] });
  return 'again';
}

async function remove(act: Act, step: Step, applicationId: ObjectId): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'delete-application', applicationId }]);
  if (reply.kind === 'ok') return deleted(act, step, DELETED);
  if (reply.kind === 'refused' && reply.status === 404)
    return isItInTheBin(act, step, applicationId, DELETED);
  return readRefused(act, reply, 'the application');
}
