/** Out to Entra and back: bound to the person, the tenant, the run and the browser; each state works once. */
import { parseTenantId } from '../../core/ids.ts';
import type { Run } from '../../core/run.ts';
import { aadstsIn, signInFailureCode } from '../../errors/sign-in.ts';
import { RegistrarError } from '../../errors.ts';
import type { FailureCode } from '../../errors.ts';
import type { Actor, SignInPurpose } from '../../index.ts';
import type { ExtraPermission, PendingSignIn, RedeemedSignIn } from '../../ports.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { person } from '../records.ts';

/** How long a sign-in may take, in the browser, from the button to the way back. */
const PENDING_MS = 10 * 60_000;

export interface SignInAnswer {
  readonly state: string;
  readonly browser: string;
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
}

export async function beginSignIn(
  ports: EnginePorts,
  records: Records,
  request: {
    readonly actor: Actor;
    readonly runId: string;
    readonly purpose: SignInPurpose;
    readonly browser: string;
  },
): Promise<{ readonly url: string }> {
  const { actor, purpose } = request;
  const { run } = await records.read(actor, request.runId);
  requireTheirs(run, actor, purpose);
  const state = ports.newId.hex(256);
  const { url, verifier } = await ports.signIn.begin({
    tenantId: run.tenantId,
    state,
    fresh: purpose === 'hand-over',
    ...askedOf(run, actor),
    extra: extraPermissions(run),
  });
  const stateHash = ports.hash.sha256(state);
  await ports.vault.putPending({
    stateHash,
    tenantId: run.tenantId,
    runId: run.id,
    person: person(actor),
    purpose,
    planHash: run.planHash,
    browserHash: ports.hash.sha256(request.browser),
    verifierEnvelope: ports.sealer.seal(verifier, verifierBinding(stateHash)),
    expiresAt: ports.clock.now() + PENDING_MS,
  });
  return { url };
}

/** Errors: RUN_NOT_YOURS when nothing of the run waits for this person's sign-in. */
export function requireTheirs(run: Run, actor: Actor, purpose: SignInPurpose): void {
  const theirs = [run.requester.oid, run.approval.approvedBy?.oid].includes(actor.oid);
  if (purpose !== 'approve' && !theirs)
    throw new RegistrarError('RUN_NOT_YOURS', { name: run.requester.displayName });
}

/** What a sign-in has to bring: what Entra asked for when it took this person's last one back. */
export function askedOf({ claims, needsSignInOf }: Run, actor: Actor): { readonly claims?: string } {
  const asked = typeof claims === 'string' && needsSignInOf?.oid === actor.oid;
  return asked ? { claims } : {};
}

/** Asked for only where what was chosen needs it: a user is made, Entra roles change. */
export function extraPermissions({ choices }: Run): readonly ExtraPermission[] {
  if (choices === null) return [];
  const roles = choices.directoryRoles.length + choices.rolesToRemove.length > 0;
  return [
    ...(choices.user?.kind === 'create' ? (['User.ReadWrite.All'] as const) : []),
    ...(roles ? (['RoleManagement.ReadWrite.Directory'] as const) : []),
  ];
}

function verifierBinding(stateHash: string): string {
  return `verifier|${stateHash}`;
}

/** A sign-in that is over, and what it was for. */
export interface Redeemed {
  readonly pending: PendingSignIn;
  readonly signIn: RedeemedSignIn;
}

/** What came back, checked. Errors: SIGNIN_STATE, SIGNIN_REFUSED, SIGNIN_WRONG_PERSON, SIGNIN_WRONG_TENANT, ... */
export async function redeem(ports: EnginePorts, answer: SignInAnswer): Promise<Redeemed> {
  const pending = await ports.vault.takePending(ports.hash.sha256(answer.state));
  if (pending === null || pending.browserHash !== ports.hash.sha256(answer.browser))
    throw new RegistrarError('SIGNIN_STATE');
  if (pending.expiresAt < ports.clock.now()) throw new RegistrarError('SIGNIN_EXPIRED');
  if (answer.error !== undefined || answer.code === undefined) throw refusedOnTheWay(answer);
  const verifier = ports.sealer.open(pending.verifierEnvelope, verifierBinding(pending.stateHash));
  const stored = await ports.ledger.read(pending.tenantId, pending.runId);
  const extra = stored === null ? [] : extraPermissions(stored.run);
  const redeemed = await ports.signIn.redeem({
    tenantId: pending.tenantId,
    code: answer.code,
    verifier,
    extra,
  });
  if (redeemed.kind === 'failed')
    throw new RegistrarError(redeemed.code as FailureCode, { aadsts: redeemed.aadsts ?? 0 });
  requireSame(pending, redeemed.signIn);
  return { pending, signIn: redeemed.signIn };
}

/** What Entra said on the redirect. Its words are a hint for choosing ours, and are shown to nobody. */
function refusedOnTheWay({ error = '', errorDescription = '' }: SignInAnswer): RegistrarError {
  const aadsts = aadstsIn(errorDescription);
  return new RegistrarError(signInFailureCode(aadsts, error), { aadsts: aadsts ?? 0 });
}

/** Errors: SIGNIN_WRONG_TENANT, SIGNIN_WRONG_PERSON. */
export function requireSame(pending: PendingSignIn, signIn: RedeemedSignIn): void {
  if (parseTenantId(signIn.tenantId) !== pending.tenantId) throw new RegistrarError('SIGNIN_WRONG_TENANT');
  if (signIn.person.oid.toLowerCase() !== pending.person.oid) {
    throw new RegistrarError('SIGNIN_WRONG_PERSON', {
      expected: pending.person.displayName,
      actual: signIn.person.displayName,
    });
  }
}

/** What a finished sign-in changes in the record, beside being kept. Approval has a verb of its own. */
export function afterSignIn(run: Run, purpose: SignInPurpose): Partial<Run> {
  if (run.phase === 'sign-in')
    return { phase: 'checks', facts: null, needsSignInOf: null, claims: null, failure: null };
  if (run.phase === 'needs-sign-in') {
    return {
      phase: run.cancelRequested ? 'cancelling' : 'working',
      needsSignInOf: null,
      claims: null,
      failure: null,
      waiting: null,
    };
  }
  if (purpose === 'check' && run.phase === 'checks') return { facts: null, failure: null };
  return {};
}
