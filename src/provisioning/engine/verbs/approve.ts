/** One person approves exactly one plan; only then are there rows in the ledger. */
import { approvingRoleNames, consentOf, mayApprove } from '../../core/approvers.ts';
import type { Plan } from '../../core/plan-types.ts';
import { planSteps } from '../../core/steps.ts';
import type { Run } from '../../core/run.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { SignedIn } from '../../ports.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { person, requirePhase, requireRequester } from '../records.ts';
import { definitionOf } from './begin.ts';

/**
 * The requester, who may consent. For the one who was asked the plan is only compared: their sign-in completes it.
 * Errors: RUN_PLAN_CHANGED, RUN_VERSION, RUN_NAME_NOT_TYPED, RUN_MAY_NOT_CONSENT, RUN_NOT_YOURS, RUN_STALE.
 */
export async function approveOwn(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  { hash, confirmName }: { readonly hash: string; readonly confirmName: string | undefined },
): Promise<Run> {
  const { run: seen } = await records.read(actor, runId);
  if (seen.requester.oid !== actor.oid && seen.approval.asked?.oid === actor.oid) {
    requirePhase(seen, 'approval');
    requirePlan(ports, seen, hash);
    return seen;
  }
  requireName(seen, confirmName);
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'plan', 'approval');
    requirePlan(ports, run, hash);
    const roles = run.facts?.roles.known === true ? run.facts.roles.value : [];
    requireConsent(run, actor, roles);
    return approved(ports, records, run, actor, roles);
  });
}

/** Somebody just signed in for it: their roles are read anew, under their own token. A sign-in that approved nothing is dropped. */
export async function approveAs(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  stored: Pick<Run, 'tenantId' | 'id' | 'requester'>,
  approval: { readonly hash: string | null; readonly signIn: SignedIn },
): Promise<Run> {
  try {
    const roles = await rolesOf(ports, approval.signIn);
    return await records.change(actor, stored.id, ({ run }) => {
      requirePhase(run, 'plan', 'approval');
      requirePlan(ports, run, approval.hash);
      // A second person has read it in the plan; the first says it twice, on the card.
      if (run.requester.oid === actor.oid) requireName(run, undefined);
      requireConsent(run, actor, roles);
      return approved(ports, records, run, actor, roles);
    });
  } catch (cause) {
    if (stored.requester.oid !== actor.oid)
      await ports.vault.dropSignIn(stored.tenantId, stored.id, approval.signIn.person.oid);
    throw cause;
  }
}

async function rolesOf(ports: EnginePorts, signIn: SignedIn): Promise<readonly string[]> {
  const [reply] = await ports.directory.perform(signIn, [{ op: 'my-roles' }]);
  if (reply.kind !== 'ok') throw new RegistrarError('GRAPH_UNAVAILABLE');
  return reply.value;
}

/** Also RUN_VERSION when the connector's definition is another one now: what was planned is not what it says any more. */
function requirePlan(ports: EnginePorts, { plan, planHash }: Run, hash: string | null): void {
  if (plan === null || planHash === null || planHash !== hash) throw new RegistrarError('RUN_PLAN_CHANGED');
  const { id, version, title } = plan.connector;
  const now = definitionOf(ports, id);
  if (now.version !== version)
    throw new RegistrarError('RUN_VERSION', { title, planned: version, now: now.version });
}

/** The requester says twice what is to be taken away; whoever is asked to approve reads it in the plan. */
function requireName({ plan }: Run, typed: string | undefined): void {
  if (plan === null || !takesAway(plan)) return;
  const name = plan.application.displayName;
  if (typed?.trim() !== name) throw new RegistrarError('RUN_NAME_NOT_TYPED', { name });
}

function takesAway({ existing, directoryRoles }: Plan): boolean {
  const removals = existing?.removals;
  const grants = removals == null ? 0 : removals.assignments.length + removals.grants.length;
  return grants > 0 || directoryRoles.some(({ change }) => change === 'remove');
}

function requireConsent({ plan }: Run, actor: Actor, roles: readonly string[]): void {
  if (plan === null || mayApprove(roles, consentOf(plan))) return;
  const needed = approvingRoleNames(consentOf(plan));
  throw new RegistrarError('RUN_MAY_NOT_CONSENT', { name: actor.displayName, needed });
}

function approved(ports: EnginePorts, records: Records, run: Run, actor: Actor, roles: readonly string[]) {
  const { plan } = run;
  if (plan === null) throw new RegistrarError('RUN_PLAN_CHANGED');
  const approvedAt = new Date(ports.clock.now()).toISOString();
  ports.catalog.accept(plan.connector.id, plan.connector.version);
  return {
    run: {
      phase: 'working' as const,
      ...(plan.existing === null ? {} : { registration: registrationOf(plan.existing) }),
      approval: { ...run.approval, approvedBy: person(actor), approvedAt, roles },
      failure: null,
      waiting: null,
    },
    steps: planSteps(run, plan),
    history: [records.event(`plan-approved ${run.planHash ?? ''}`, actor)],
  };
}

/** One that is there has its ids already. */
function registrationOf({
  applicationId,
  appId,
  servicePrincipalId,
}: NonNullable<Plan['existing']>): NonNullable<Run['registration']> {
  return { applicationId, appId, servicePrincipalId };
}

/** The plan goes to one of those who hold the role. Errors: RUN_APPROVER_UNKNOWN. */
export async function askApprover(
  records: Records,
  actor: Actor,
  runId: string,
  approverOid: string,
): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'plan', 'approval');
    const holders = run.facts?.approvers.known === true ? run.facts.approvers.value : [];
    const asked = holders.find(({ oid }) => oid === approverOid);
    if (asked === undefined) throw new RegistrarError('RUN_APPROVER_UNKNOWN');
    const { oid, displayName, role } = asked;
    return {
      run: {
        phase: 'approval',
        approval: { ...run.approval, asked: { oid, displayName, role }, declined: null },
      },
      history: [records.event('approval-asked', actor)],
    };
  });
}

/** The asked approver says no: back to the requester, with the reason. */
export async function decline(records: Records, actor: Actor, runId: string, reason: string): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requirePhase(run, 'approval');
    if (run.approval.asked?.oid !== actor.oid) {
      throw new RegistrarError('RUN_NOT_YOURS', {
        name: run.approval.asked?.displayName ?? run.requester.displayName,
      });
    }
    return {
      run: {
        phase: 'plan',
        approval: {
          ...run.approval,
          asked: null,
          declined: { by: person(actor), reason: reason.slice(0, 500) },
        },
      },
      history: [records.event('approval-declined', actor)],
    };
  });
}
