/** An upsert said yes: the object was made, or was there before and must be found and judged. */
import { backoffMs } from '../../core/answers.ts';
import type { Results } from '../../core/operations.ts';
import type { Plan } from '../../core/plan-types.ts';
import { stepWords } from '../../core/refusal.ts';
import type { Run, Step } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { readRefused } from '../refusals.ts';
import { judgeFound } from './adoption.ts';
import { halt } from './halt.ts';

/** Its ids are what everything after it is addressed by. */
export async function applicationDone(
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

export async function servicePrincipalDone(
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
