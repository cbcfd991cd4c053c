/** What a sweep saw, held against our records. Pure: what is so and should not be, for the caller to tell. */
import { dayWords } from '../dates.ts';
import type { AppId, KeyId, RunId } from '../ids.ts';
import { parseKeyId } from '../ids.ts';
import type { Run, Step } from '../run.ts';
import type { Failure } from '../../errors.ts';
import { failure } from '../../errors.ts';
import type { KeptApplication } from './kept.ts';
import { lookFindings } from './look-findings.ts';

export interface SweepFinding {
  readonly failure: Failure;
  readonly appId: AppId;
  /** The credential it is about; null: the application as a whole. */
  readonly keyId: KeyId | null;
  /** The newest run about this registration. */
  readonly runId: RunId;
}

/** A run with its ledger. */
export interface Recorded {
  readonly run: Run;
  readonly steps: readonly Step[];
}

type KeptCredential = KeptApplication['credentials'][number];

/** @param ours every run about this application, the newest first; at least one. @param now epoch ms, business time */
export function findingsOf(
  application: KeptApplication,
  ours: readonly [Recorded, ...Recorded[]],
  now: number,
): readonly SweepFinding[] {
  const about = { appId: application.appId, runId: ours[0].run.id };
  if (application.goneAt !== null) {
    const facts = { name: application.displayName, seen: dayWords(application.goneAt) };
    return [{ ...about, keyId: null, failure: failure('SWEEP_APPLICATION_GONE', facts) }];
  }
  const say = (code: 'SWEEP_CREDENTIAL_UNKNOWN' | 'SWEEP_CREDENTIAL_GONE', one: KeptCredential) => ({
    ...about,
    keyId: one.keyId,
    failure: failure(code, {
      name: application.displayName,
      credential: one.displayName ?? 'without a name',
      ends: one.ends === null ? 'no date' : dayWords(one.ends),
    }),
  });
  const living = application.credentials.filter(({ ends }) => ends === null || Date.parse(ends) > now);
  const held = living.flatMap((one) => {
    if (one.goneAt === null) return isTold(one, ours) ? [] : [say('SWEEP_CREDENTIAL_UNKNOWN', one)];
    return isInForce(one, ours) ? [say('SWEEP_CREDENTIAL_GONE', one)] : [];
  });
  return [...held, ...seenAlone(application, ours).map((one) => ({ ...about, keyId: null, failure: one }))];
}

function seenAlone({ displayName, look }: KeptApplication, ours: readonly Recorded[]): readonly Failure[] {
  const runs = ours.map(({ run }) => run);
  return look === undefined ? [] : lookFindings(displayName, look, runs);
}

/** Made by us, or there already when somebody brought the registration to us. */
function isTold(one: KeptCredential, ours: readonly Recorded[]): boolean {
  return ours.some(({ run, steps }) => steps.some((step) => made(step, one)) || wasShown(run, one));
}

/** By its key id. By its name only while that is all there is: a name can be given to anything. */
function made(step: Step, one: KeptCredential): boolean {
  if (step.kind !== one.kind || step.state === 'planned') return false;
  return step.effectId === null ? step.tag === one.displayName : parseKeyId(step.effectId) === one.keyId;
}

/** On an application that was taken over, the checks listed what it held; one made by hand came with its proof. */
function wasShown({ facts, mode, proof }: Run, { keyId, starts }: KeptCredential): boolean {
  const held = facts?.existing?.application;
  if ([...(held?.passwords ?? []), ...(held?.certificates ?? [])].some((key) => key.keyId === keyId))
    return true;
  if (mode !== 'by-hand' || proof === null || starts === null) return false;
  return Date.parse(starts) <= Date.parse(proof.at);
}

/** Made by us, and neither replaced, taken back nor removed by us. */
function isInForce(one: KeptCredential, ours: readonly Recorded[]): boolean {
  const removed = ours.some(({ steps }) =>
    steps.some(
      ({ kind, tag, state }) => kind === 'remove-credential' && tag === one.keyId && state !== 'planned',
    ),
  );
  if (removed) return false;
  return ours.some(
    ({ run, steps }) =>
      run.superseded === null &&
      run.handOver.state !== 'shredded' &&
      steps.some(
        (step) => made(step, one) && !step.retire && (step.state === 'applied' || step.state === 'verified'),
      ),
  );
}
