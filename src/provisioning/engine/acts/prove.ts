/** Proof, not assumption: read everything back, and take a token with the registration's own secret. */
import { classifyTokenRefusal } from '../../core/answers.ts';
import type { Plan } from '../../core/plan-types.ts';
import { judge } from '../../core/proof.ts';
import { DOUBTFUL } from '../../core/next.ts';
import type { ReadBack, TokenEvidence } from '../../core/proof.ts';
import type { Proof, Run, Step, Verdict } from '../../core/run.ts';
import { REPLICATION_WINDOW_MS } from '../../core/settle.ts';
import { currentSteps, isSettled } from '../../core/steps.ts';
import type { Failure } from '../../errors.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { readBack, withNames } from '../read-back.ts';
import { readRefused, waitLonger } from '../refusals.ts';
import { secretBinding } from '../secrets.ts';
import { closeOld } from './close-old.ts';
import { effectOf } from './effects.ts';

const TOKEN_AGAIN_MS = 2_000;
const UNCLAIMED_AFTER_MS = 24 * 60 * 60_000;

export async function prove(act: Act, plan: Plan, metadata: string | null): Promise<ActResult> {
  const [back, token] = await Promise.all([readBack(act), takeToken(act.desk, metadata)]);
  if ('kind' in back) return readRefused(act, back, 'the registration');
  if (token?.kind === 'refused') return tokenRefused(act.desk, token);
  if (token?.kind === 'no-answer') return waitLonger(act.desk, failure('GRAPH_UNAVAILABLE'), TOKEN_AGAIN_MS);
  const credential = currentSteps(act.desk.steps).find(
    ({ kind }) => kind === 'secret' || kind === 'certificate',
  );
  const proof = judge(
    plan,
    await withNames(act.desk.ports.directory, act.signIn, back),
    token,
    credential?.effectId ?? null,
    new Date(act.desk.now()).toISOString(),
    removedKey(act.desk),
  );
  const missing = missingFrom(proof);
  return missing === null ? proven(act.desk, proof, back) : notYet(act.desk, proof, missing);
}

/** The old credential whose removal was asked for and done, as far as we have been told. */
function removedKey({ steps }: Desk): string | null {
  return steps.find((step) => step.kind === 'remove-credential' && isSettled(step))?.tag ?? null;
}

/** Null where the vendor holds the key: that half is "Not checked". */
async function takeToken(desk: Desk, metadata: string | null): Promise<TokenEvidence | null> {
  const { run } = desk;
  if (run.plan?.credential.kind !== 'secret' || run.registration === null) return null;
  const sealed = await desk.ports.vault.peekSecret(run.tenantId, run.id, 'hand-over');
  if (sealed === null) return null;
  const secret = desk.ports.sealer.open(sealed.envelope, secretBinding(run, 'hand-over'));
  return desk.ports.prover.takeToken({
    tenantId: run.tenantId,
    appId: run.registration.appId,
    secret,
    metadata,
  });
}

/** Right after creation Entra's token servers have not heard of the secret yet. */
async function tokenRefused(
  desk: Desk,
  token: Extract<TokenEvidence, { kind: 'refused' }>,
): Promise<ActResult> {
  const madeAt = desk.steps.findLast((step) => step.kind === 'secret' && step.settledAt !== null)?.settledAt;
  const age = madeAt === null || madeAt === undefined ? 0 : desk.now() - Date.parse(madeAt);
  const answer = classifyTokenRefusal(token.aadsts, age / 1000);
  if (answer === 'not-yet') {
    await desk.wait(proofDelay(age), failure('GRAPH_REPLICATING', { step: 'the secret' }));
    return 'rest';
  }
  if (answer === 'throttled' || answer === 'unknown')
    return waitLonger(desk, failure('GRAPH_UNAVAILABLE'), TOKEN_AGAIN_MS);
  return stop(desk, failure('RUN_CREDENTIAL_BLOCKED', { aadsts: token.aadsts }));
}

/** Two seconds at first, half a minute at most. */
function proofDelay(ageMs: number): number {
  return Math.min(30_000, Math.max(2_000, ageMs / 2));
}

async function notYet(desk: Desk, proof: Proof, missing: string): Promise<ActResult> {
  const newest = Math.max(...desk.steps.map((step) => Date.parse(step.settledAt ?? '1970-01-01T00:00:00Z')));
  const age = desk.now() - newest;
  if (age > REPLICATION_WINDOW_MS) {
    await desk.commit({ run: () => ({ proof }) });
    return stop(desk, failure('RUN_PROOF_MISSING', { detail: missing }));
  }
  await desk.wait(proofDelay(age), failure('GRAPH_REPLICATING', { step: missing }));
  return 'rest';
}

async function stop(desk: Desk, why: Failure): Promise<ActResult> {
  await desk.commit({ run: () => ({ phase: 'needs-you', failure: why, waiting: null }) });
  return 'rest';
}

/** The first thing that is not there; null when all that can be checked is. */
function missingFrom(proof: Proof): string | null {
  const permission = proof.permissions.find(
    ({ granted, inToken }) => granted === 'missing' || inToken === 'missing',
  );
  if (permission !== undefined) return permission.value;
  if (proof.credential === 'missing') return 'the credential';
  return proof.more.find(({ verdict }) => verdict === 'missing')?.what ?? null;
}

async function proven(desk: Desk, judged: Proof, back: ReadBack): Promise<ActResult> {
  const proof = withEarlierEvidence(judged, desk.run.proof);
  await closeOld(desk);
  const retiring = desk.steps.some((step) => step.retire && step.state !== 'compensated');
  await desk.commit({
    steps: currentSteps(desk.steps).map((step): Step => ({
      ...withKey(step, desk, back),
      state: 'verified',
    })),
    run: (run) => ({
      proof,
      waiting: null,
      failure: null,
      findings: surplus(run, proof),
      ...(retiring ? {} : ready(run)),
    }),
    history: [desk.event('proven', null)],
    forgetSignIns: !retiring && !hasDoubt(desk),
  });
  await desk.ports.wakes.wake(desk.run.tenantId, desk.run.id, UNCLAIMED_AFTER_MS);
  return 'again';
}

/** Graph does not answer the key id of a new certificate; it is read where the certificate is. */
function withKey(step: Step, { run }: Desk, back: ReadBack): Step {
  if (step.kind !== 'certificate' || step.effectId !== null || run.plan === null) return step;
  return { ...step, effectId: effectOf(step, back, run.plan) ?? null };
}

/** A token taken while the secret was still here stays evidence when it is not here any more. */
function withEarlierEvidence(now: Proof, before: Proof | null): Proof {
  const kept = (verdict: Verdict, earlier: Verdict | undefined): Verdict =>
    verdict === 'not-checked' && earlier === 'proven' ? 'proven' : verdict;
  if (before === null) return now;
  return {
    ...now,
    credential:
      now.credential === 'not-checked' && before.credential === 'proven' ? 'proven' : now.credential,
    permissions: now.permissions.map((one) => ({
      ...one,
      inToken: kept(one.inToken, before.permissions.find(({ value }) => value === one.value)?.inToken),
    })),
  };
}

/** A lost secret is still being looked for: the sign-in is needed until that is settled. */
export function hasDoubt(desk: Desk): boolean {
  return desk.steps.some((step) => step.kind === 'secret' && !step.retire && DOUBTFUL.has(step.state));
}

/**
 * What was handed over stays so, and a value nobody fetched for a day is gone: proving the registration anew brings
 * nothing back.
 */
export function ready(run: Run): Partial<Run> {
  const { handOver } = run;
  if (handOver.state === 'sent') return { phase: 'handed-over' };
  return {
    phase: 'proven',
    handOver: handOver.state === 'none' ? { ...handOver, state: 'ready' } : handOver,
  };
}

function surplus(run: Run, proof: Proof): Run['findings'] {
  const others = run.findings.filter(({ code }) => code !== 'RUN_PROOF_SURPLUS');
  return proof.surplus.length === 0
    ? others
    : [...others, failure('RUN_PROOF_SURPLUS', { detail: proof.surplus.join(', ') })];
}
