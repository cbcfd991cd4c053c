/** A plan as a face draws it: what is written, what is there already, what is left alone. */
import type { PlanView } from '../contract.ts';
import { consentOf, mayApprove } from './approvers.ts';
import { nothingToDo, planNumber } from './plan.ts';
import type { PlannedExisting } from './plan-types.ts';
import type { Run } from './run.ts';

/** `warnings`: the definition's own words of caution. Null before there is a plan. */
export function planView(run: Run, warnings: readonly string[]): PlanView | null {
  const { plan, planHash: hash, facts } = run;
  if (plan === null || hash === null) return null;
  const roles = facts?.roles.known === true ? facts.roles.value : [];
  const approvers = facts?.approvers.known === true ? facts.approvers.value : [];
  const { application, permissions, directoryRoles, existing, consentBy } = plan;
  return {
    number: planNumber(hash),
    hash,
    tenantName: plan.tenant.displayName,
    applicationName: application.displayName,
    audience: application.signInAudience,
    redirects: Object.values(application.redirects).flat(),
    publicClient: application.publicClient,
    permissions: permissions.map(({ value, type, displayName, why, there }) => ({
      value,
      type,
      displayName,
      why,
      there,
    })),
    user: plan.user,
    directoryRoles: directoryRoles.map(({ displayName, change }) => ({ displayName, change })),
    credential: plan.credential,
    supersedes: plan.supersedes === null ? null : { kind: plan.supersedes.kind, ends: plan.supersedes.ends },
    existing: existing === null ? null : existingView(existing),
    nothingToDo: nothingToDo(plan),
    creatorBecomesOwner: plan.creatorBecomesOwner,
    vendorConsentRule: consentBy.length === 0 ? null : consentBy.join(' or '),
    warnings,
    requesterMayConsent: mayApprove(roles, consentOf(plan)),
    approvers: approvers
      .filter(({ oid }) => oid !== run.requester.oid)
      .map(({ oid, displayName, role }) => ({ oid, displayName, role })),
  };
}

function existingView({
  appId,
  made,
  settingsChange,
  servicePrincipalId,
  tooMuch,
  removals,
}: PlannedExisting) {
  const gone =
    removals === null
      ? []
      : [
          ...[...removals.assignments, ...removals.grants].map(({ value }) => value),
          ...removals.requests.map((value) => `${value}, requested and not granted`),
        ];
  return {
    appId,
    made,
    settingsChange,
    servicePrincipalThere: servicePrincipalId !== null,
    tooMuch,
    removals: gone,
  };
}
