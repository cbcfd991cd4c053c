/** From choices and what the tenant is like to the exact changes. Decides; writes nothing. */
import type { Failure } from '../errors.ts';
import type { Definition } from './definition.ts';
import { permissionsChosen } from './permissions.ts';
import { planCredential } from './plan-credential.ts';
import { planExisting } from './plan-existing.ts';
import { planDirectoryRoles, planUser } from './plan-people.ts';
import { planPermission } from './plan-permissions.ts';
import type { Choices, Plan, PlannedPermission, Target, TenantFacts } from './plan-types.ts';
import { managesAnyApplication } from './roles.ts';
import type { Renewal } from './run.ts';

export { canonical, planNumber } from './canonical.ts';

export type MadePlan =
  { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problems: readonly Failure[] };

/** What a plan is made for. `facts` hold what is there of the target, when it is. */
export interface PlanGround {
  readonly choices: Choices;
  readonly target: Target;
  readonly renews: Renewal | null;
  readonly facts: TenantFacts;
  /** Epoch ms. */
  readonly now: number;
}

/** Everything that stands in the way is told at once. */
export function makePlan(
  definition: Definition,
  { choices, target, renews, facts, now }: PlanGround,
): MadePlan {
  const permissions = permissionsChosen(definition, choices).map((chosen) => planPermission(chosen, facts));
  const credential = planCredential(definition, choices, facts, now);
  const user = planUser(definition, choices, facts);
  const roles = planDirectoryRoles(choices, facts);
  const parts = [...permissions, credential, user, ...roles];
  const problems = parts.flatMap((part) => ('problem' in part ? [part.problem] : []));
  if ('problem' in credential || 'problem' in user || problems.length > 0) return { ok: false, problems };
  const planned = permissions.flatMap((part) => ('planned' in part ? [part.planned] : []));
  const application = planApplication(definition, choices, facts, planned);
  const wanted = { application, permissions: planned, user: user.planned };
  const plan: Plan = {
    connector: { id: definition.id, version: definition.version, title: definition.title },
    tenant: facts.tenant,
    ...wanted,
    directoryRoles: roles.flatMap((part) => ('planned' in part && part.planned ? [part.planned] : [])),
    credential: credential.planned,
    existing:
      target.kind === 'existing' && facts.existing !== null
        ? planExisting(target, wanted, facts.existing, facts)
        : null,
    supersedes: renews,
    consentBy: choices.consentRule === 'vendor' ? (definition.vendorRules.consent?.roles ?? []) : [],
    creatorBecomesOwner: facts.existing === null && creatorBecomesOwner(facts),
  };
  return { ok: true, plan };
}

/** One that is there keeps its name and its audience. */
function planApplication(
  { redirects, publicClient }: Definition,
  choices: Choices,
  { existing }: TenantFacts,
  permissions: readonly PlannedPermission[],
): Plan['application'] {
  const delegated = permissions.some(({ type }) => type === 'delegated');
  const isPublic = publicClient === 'always' || (publicClient === 'with-delegated-permissions' && delegated);
  const there = existing?.application;
  return {
    displayName: there?.displayName ?? choices.name,
    signInAudience:
      there === undefined
        ? choices.audience
        : (there.signInAudience as Plan['application']['signInAudience']),
    redirects: isPublic ? redirects : { ...redirects, publicClient: [] },
    publicClient: isPublic,
  };
}

/** Nothing is written: everything is there. */
export function nothingToDo({ existing, permissions, user, directoryRoles, credential }: Plan): boolean {
  if (existing === null || existing.servicePrincipalId === null || existing.settingsChange) return false;
  const removals = existing.removals;
  const removes = removals !== null && removals.assignments.length + removals.grants.length > 0;
  const writesUser = user !== null && (user.kind === 'create' || user.becomesOwner);
  return (
    !removes &&
    !writesUser &&
    directoryRoles.length === 0 &&
    credential.kind === 'none' &&
    permissions.every(({ there }) => there)
  );
}

/** Plain users and Application Developers are made owner of what they create; administrators are not. */
function creatorBecomesOwner({ roles }: TenantFacts): boolean {
  return !(roles.known && managesAnyApplication(roles.value));
}
