/** The exact credential that was replaced or never fetched goes, by its recorded key id and no other. */
import { backoffMs } from '../../core/answers.ts';
import type { KeyId } from '../../core/ids.ts';
import type { Step } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readRefused } from '../refusals.ts';
import { hasDoubt, ready } from './prove.ts';

export async function retire(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const { registration } = desk.run;
  if (registration === null || step.effectId === null)
    throw new RangeError('only a recorded credential is retired');
  if (step.state === 'compensating') return verifyAbsent(act, step);
  await desk.commit({ intent: true, steps: [{ ...step, state: 'compensating', actor: signIn.person }] });
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'remove-password', applicationId: registration.applicationId, keyId: step.effectId as KeyId },
  ]);
  const absentAlready = reply.kind === 'refused' && (reply.status === 404 || reply.status === 400);
  if (reply.kind === 'refused' && !absentAlready) return readRefused(act, reply, 'the old secret');
  return 'again';
}

async function verifyAbsent(act: Act, step: Step): Promise<ActResult> {
  const { desk, signIn } = act;
  const appId = desk.run.registration?.appId;
  if (appId === undefined) throw new RangeError('only a recorded credential is retired');
  const [reply] = await desk.ports.directory.perform(signIn, [{ op: 'application', appId }]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the old secret');
  if (reply.value?.passwords.some(({ keyId }) => keyId === step.effectId) === true) {
    const tries = step.tries + 1;
    const ms = backoffMs('not-yet', tries, undefined, desk.ports.newId.unit());
    await desk.wait(ms, failure('GRAPH_REPLICATING', { step: 'the removal' }), [
      { ...step, state: 'applied', tries },
    ]);
    return 'rest';
  }
  const left = desk.steps.filter((row) => row.retire && row.state !== 'compensated' && row !== step);
  await desk.commit({
    steps: [{ ...step, state: 'compensated', settledAt: new Date(desk.now()).toISOString() }],
    run: (run) => ({ waiting: null, ...(left.length === 0 ? settledAgain(run) : {}) }),
    history: [desk.event('old-secret-removed', signIn.person, reply.requestId)],
    forgetSignIns: left.length === 0 && !hasDoubt(desk),
  });
  return 'again';
}

function settledAgain(run: Parameters<typeof ready>[0]): Partial<Parameters<typeof ready>[0]> {
  const findings = run.findings.filter(({ code }) => code !== 'HANDOVER_UNCLAIMED');
  return { ...ready(run), findings };
}
