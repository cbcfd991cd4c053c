/** From an approved plan to ledger rows. */
import type { AppId } from './ids.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import type { Plan, PlannedExisting } from './plan-types.ts';
import type { Renewal, Run, Step, StepKind } from './run.ts';

/** Marks every object of ours in the directory, beside the run's own tag. */
export const PRODUCT_TAG = 'registrar';

/** The rows of a plan, in the order in which they are written; the credential is last. */
export function planSteps(run: Run, plan: Plan): Step[] {
  const { existing, user } = plan;
  return distinct([
    ...(user?.kind === 'create' ? [row('user', 'user', run.tag)] : []),
    ...objects(run, existing),
    ...removals(existing),
    ...grants(plan),
    ...(user?.becomesOwner === true ? [row('owner', 'owner', user.userPrincipalName)] : []),
    ...plan.directoryRoles.map(({ change, displayName, roleDefinitionId, assignmentId }) =>
      change === 'add'
        ? row(`directory-role:${displayName}`, 'directory-role', roleDefinitionId)
        : row(`remove-directory-role:${displayName}`, 'remove-directory-role', assignmentId ?? ''),
    ),
    ...(plan.credential.kind === 'none' ? [] : [credentialStep(run, plan.credential, 1)]),
  ]);
}

/** Rows are kept by their names; one that is taken gets a number. */
function distinct(rows: readonly Step[]): Step[] {
  return rows.map((one, i) => {
    const before = rows.slice(0, i).filter(({ step }) => step === one.step).length;
    return before === 0 ? one : { ...one, step: `${one.step} (${before + 1})` };
  });
}

function objects(run: Run, existing: PlannedExisting | null): Step[] {
  const servicePrincipal = row('service-principal', 'service-principal', run.tag);
  if (existing === null) return [row('application', 'application', run.tag), servicePrincipal];
  return [
    ...(existing.servicePrincipalId === null ? [servicePrincipal] : []),
    ...(existing.settingsChange ? [row('settings', 'settings', existing.applicationId)] : []),
  ];
}

function removals(existing: PlannedExisting | null): Step[] {
  const { assignments = [], grants: scopes = [] } = existing?.removals ?? {};
  return [
    ...assignments.map(({ id, value }) => row(`remove-app-role:${value}`, 'remove-app-role', id)),
    ...scopes.map(({ id, value }) => row(`remove-grant:${value}`, 'remove-grant', id)),
  ];
}

/** Only what is not granted yet; the scopes of one API are one grant. */
function grants({ permissions }: Plan): Step[] {
  const missing = permissions.filter(({ there }) => !there);
  const apis = [
    ...new Set(missing.filter(({ type }) => type === 'delegated').map(({ resource }) => resource)),
  ];
  return [
    ...missing
      .filter(({ type }) => type === 'application')
      .map(({ value, id }) => row(`app-role:${value}`, 'app-role', id)),
    ...apis.map((resource) => row(grantName(resource), 'delegated-grant', resource)),
  ];
}

function grantName(resource: AppId): string {
  return resource === MICROSOFT_GRAPH ? 'delegated-grant' : `delegated-grant:${resource}`;
}

/** Portals show a name of this length whole. */
const LONGEST_TAG = 120;

/**
 * The `attempt`-th try at the run's credential, findable by its display name: the run's mark, and after it what
 * people call it.
 */
export function credentialStep(run: Run, credential: Plan['credential'], attempt: number): Step {
  if (credential.kind === 'none') throw new RangeError('a plan without a credential makes none');
  const { kind } = credential;
  const description =
    kind === 'secret' && credential.description !== null ? ` ${credential.description}` : '';
  const tag = `${PRODUCT_TAG} ${run.short}-${attempt}${description}`.slice(0, LONGEST_TAG);
  return { ...row(kind, kind, tag), attempt };
}

function row(step: string, kind: StepKind, tag: string): Step {
  return {
    step,
    kind,
    attempt: 1,
    tag,
    state: 'planned',
    actor: null,
    effectId: null,
    requestId: null,
    intendedAt: null,
    settledAt: null,
    looks: 0,
    tries: 0,
    retire: false,
    failure: null,
  };
}

/** The old credential goes, by its recorded key id and no other. */
export function removalStep({ keyId, kind }: Renewal): Step {
  return row(`remove-credential:${kind}`, 'remove-credential', keyId);
}

/** The newest attempt of each step that is not being retired, in plan order. */
export function currentSteps(steps: readonly Step[]): Step[] {
  const newest = new Map<string, Step>();
  for (const step of steps) {
    const known = newest.get(step.step);
    if (!step.retire && (known === undefined || known.attempt < step.attempt)) newest.set(step.step, step);
  }
  return [...newest.values()];
}

/** A row whose effect is in place, as far as anybody has been told. */
export function isSettled(step: Step): boolean {
  return step.state === 'applied' || step.state === 'verified';
}

/** The effect of these is that something is gone. */
export const REMOVALS: ReadonlySet<StepKind> = new Set([
  'remove-app-role',
  'remove-grant',
  'remove-directory-role',
  'remove-credential',
]);

/** These are made under the approver's sign-in: their effect is a right that is given or taken. */
export const CONSENTING: ReadonlySet<StepKind> = new Set([
  'app-role',
  'delegated-grant',
  'directory-role',
  'remove-app-role',
  'remove-grant',
  'remove-directory-role',
]);
