/** The admin did it in the portal; we look at what is there and hold it against the same plan. */
import type { ApplicationFacts, Reply } from '../../core/operations.ts';
import type { AppId } from '../../core/ids.ts';
import { isGuid, parseAppId } from '../../core/ids.ts';
import type { Plan } from '../../core/plan-types.ts';
import { portalSteps } from '../../core/portal-steps.ts';
import type { ReadBack, TokenEvidence } from '../../core/proof.ts';
import { judge } from '../../core/proof.ts';
import type { Proof, Run } from '../../core/run.ts';
import type { Secret } from '../../core/secret.ts';
import type { PortalSteps } from '../../contract.ts';
import { RegistrarError, failure } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { SignedIn } from '../../ports.ts';
import type { EnginePorts } from '../ports.ts';
import { readRegistration, withNames } from '../read-back.ts';
import type { Records } from '../records.ts';
import { requirePhase, requireRequester } from '../records.ts';
import { livingSignIns } from '../sign-ins.ts';
import { definitionOf } from './begin.ts';

/** Instructions from the plan; the run waits in `by-hand` until it is verified. */
export async function toPortal(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<{ run: Run; steps: PortalSteps }> {
  const { run: before } = await records.read(actor, runId);
  const run = before.phase === 'by-hand' ? before : await enterByHand(records, actor, runId);
  requireRequester(run, actor);
  if (run.plan === null) throw new RegistrarError('RUN_STALE');
  return { run, steps: portalSteps(run.plan, definitionOf(ports, run.connectorId)) };
}

function enterByHand(records: Records, actor: Actor, runId: string): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'plan');
    return { run: { phase: 'by-hand', mode: 'by-hand' } };
  });
}

export interface ByHand {
  readonly applicationId: string;
  /** The value the admin copied, to take a token with; not kept. Without it that half is "Not checked". */
  readonly secret: Secret | null;
}

/** Errors: HANDOVER_SECRET_ID, RUN_HAND_NOT_FOUND, RUN_NEEDS_SIGN_IN, RUN_STALE. Differences are in the view. */
export async function verifyByHand(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  made: ByHand,
): Promise<Run> {
  const { run } = await records.read(actor, runId);
  requireRequester(run, actor);
  requirePhase(run, 'by-hand');
  if (run.plan === null) throw new RegistrarError('RUN_STALE');
  if (made.secret !== null && isGuid(made.secret.expose().trim()))
    throw new RegistrarError('HANDOVER_SECRET_ID');
  const appId = parseAppId(made.applicationId.trim());
  if (appId === undefined) throw new RegistrarError('RUN_HAND_NOT_FOUND', { id: made.applicationId });
  const signIn = (await livingSignIns(ports, run)).get(run.requester.oid);
  if (signIn === undefined)
    throw new RegistrarError('RUN_NEEDS_SIGN_IN', { name: run.requester.displayName });
  return judgeByHand(ports, records, actor, { run, plan: run.plan, signIn, appId, secret: made.secret });
}

interface Case {
  readonly run: Run;
  readonly plan: Plan;
  readonly signIn: SignedIn;
  readonly appId: AppId;
  readonly secret: Secret | null;
}

async function judgeByHand(ports: EnginePorts, records: Records, actor: Actor, at: Case): Promise<Run> {
  const { application, servicePrincipalId, back } = await readAll(ports, at);
  const token = at.secret === null ? null : await takeToken(ports, at, at.secret);
  const proof = judge(
    at.plan,
    await withNames(ports.directory, at.signIn, back),
    token,
    credentialOf(at.plan, application),
    new Date(ports.clock.now()).toISOString(),
  );
  const differences = [...settingsThatDiffer(at.plan, application), ...gaps(proof, token)];
  return records.change(actor, at.run.id, ({ run }) => {
    requirePhase(run, 'by-hand');
    return differences.length > 0
      ? { run: { proof, failure: failure('RUN_HAND_DIFFERS', { detail: differences.join('; ') }) } }
      : {
          run: {
            phase: 'proven',
            proof,
            failure: null,
            registration: { applicationId: application.id, appId: at.appId, servicePrincipalId },
            credentialEnds: newest(application)?.endDateTime ?? null,
          },
          forgetSignIns: true,
          history: [records.event('proven-by-hand', actor)],
        };
  });
}

async function readAll(ports: EnginePorts, { run, plan, signIn, appId }: Case) {
  const [application, principal] = await ports.directory.perform(signIn, [
    { op: 'application', appId },
    { op: 'service-principal', appId },
  ]);
  const found = answered(application);
  if (found === null) throw new RegistrarError('RUN_HAND_NOT_FOUND', { id: appId });
  const servicePrincipalId = answered(principal)?.id ?? null;
  const resources = run.facts?.resources ?? [];
  if (servicePrincipalId === null)
    return { application: found, servicePrincipalId, back: bare(found, resources) };
  const ids = { applicationId: found.id, appId, servicePrincipalId, resources };
  const back = await readRegistration(ports.directory, signIn, plan, ids);
  if ('kind' in back) throw new RegistrarError('GRAPH_UNAVAILABLE');
  return { application: found, servicePrincipalId, back };
}

/** An application that nobody can sign in as yet holds nothing. */
function bare(application: ApplicationFacts, resources: ReadBack['resources']): ReadBack {
  const none = { assignments: [], grants: [], owners: [], directoryRoles: [], user: null };
  return { application, ...none, resources };
}

function answered<T>(reply: Reply<T>): T {
  if (reply.kind === 'ok') return reply.value;
  throw new RegistrarError('GRAPH_UNAVAILABLE');
}

async function takeToken(ports: EnginePorts, { run, appId }: Case, secret: Secret): Promise<TokenEvidence> {
  return ports.prover.takeToken({ tenantId: run.tenantId, appId, secret, metadata: null });
}

function newest(
  application: ApplicationFacts,
): { readonly keyId: string; readonly endDateTime: string } | undefined {
  return [...application.passwords, ...application.certificates].sort((a, b) =>
    b.endDateTime.localeCompare(a.endDateTime),
  )[0];
}

function credentialOf(plan: Plan, application: ApplicationFacts): string | null {
  if (plan.credential.kind === 'none') return null;
  if (plan.credential.kind === 'secret') return application.passwords[0]?.keyId ?? null;
  const { thumbprint } = plan.credential.certificate;
  return application.certificates.find((key) => key.thumbprint === thumbprint)?.keyId ?? null;
}

function settingsThatDiffer(plan: Plan, application: ApplicationFacts): string[] {
  const planned = Object.values(plan.application.redirects).flat();
  const there = Object.values(application.redirects).flat();
  return [
    ...(application.displayName === plan.application.displayName
      ? []
      : [`its name is ${application.displayName}`]),
    ...(application.signInAudience === plan.application.signInAudience
      ? []
      : [`its account types are ${application.signInAudience}`]),
    ...there.filter((uri) => !planned.includes(uri)).map((uri) => `redirect address ${uri}`),
    ...planned.filter((uri) => !there.includes(uri)).map((uri) => `no redirect address ${uri}`),
  ];
}

function gaps(proof: Proof, token: TokenEvidence | null): string[] {
  return [
    ...proof.permissions
      .filter(({ granted }) => granted === 'missing')
      .map(({ value }) => `no consent to ${value}`),
    ...proof.surplus.map((value) => `${value} is not in the plan`),
    ...(proof.credential === 'missing' ? ['no credential'] : []),
    ...proof.more.filter(({ verdict }) => verdict === 'missing').map(({ what }) => `not so: ${what}`),
    ...(token?.kind === 'refused' ? [`the secret is refused (AADSTS${token.aadsts})`] : []),
  ];
}
