/** What has become of the permissions of a registration since they were proven. */
import type { Names, Plan, PlannedPermission, ResourceFacts } from './plan-types.ts';
import { isGranted, surplusAssignments, surplusScopes, type ReadBack } from './proof.ts';
import { roleName } from './roles.ts';
import type { Proof } from './run.ts';

/** What a look saw; null: that may not be looked at, so nothing is said of it. */
export interface Granted {
  readonly assignments: ReadBack['assignments'] | null;
  /** Of application permissions that nobody planned. */
  readonly names?: Names;
  readonly grants: ReadBack['grants'] | null;
  readonly directoryRoles: ReadBack['directoryRoles'] | null;
}

export interface Drift {
  /** By name: proven once, and not there any more. */
  readonly missing: readonly string[];
  /** By name: there, and neither planned by anybody nor known from the proof. */
  readonly extra: readonly string[];
}

export interface Proven {
  readonly plan: Plan;
  readonly proof: Proof;
  /** Of every run about the registration. */
  readonly plans: readonly Plan[];
  /** Ids of Entra roles it held when it was taken over. */
  readonly rolesBefore: readonly string[];
  readonly resources: readonly ResourceFacts[];
}

export function driftOf(proven: Proven, seen: Granted): Drift {
  return {
    missing: [...missingPermissions(proven, seen), ...missingRoles(proven, seen)],
    extra: [...new Set([...extraPermissions(proven, seen), ...extraRoles(proven, seen)])],
  };
}

function missingPermissions({ plan, proof, resources }: Proven, seen: Granted): readonly string[] {
  const back = { assignments: seen.assignments ?? [], grants: seen.grants ?? [], resources };
  return plan.permissions
    .filter(({ type }) => (type === 'application' ? seen.assignments : seen.grants) !== null)
    .filter((permission) => wasGranted(permission, proof) && !isGranted(permission, back))
    .map(({ value, type }) => `${value} (${type})`);
}

function wasGranted({ value }: PlannedPermission, { permissions }: Proof): boolean {
  return permissions.some((one) => one.value === value && one.granted === 'proven');
}

function extraPermissions({ proof, plans, resources }: Proven, seen: Granted): readonly string[] {
  const planned = { permissions: plans.flatMap(({ permissions }) => permissions) };
  const { assignments, grants, names = {} } = seen;
  const said = (extra: readonly string[], type: string) =>
    extra.filter((name) => !proof.surplus.includes(name)).map((name) => `${name} (${type})`);
  return [
    ...said(surplusAssignments(planned, { assignments: assignments ?? [], resources, names }), 'application'),
    ...said(surplusScopes(planned, { grants: grants ?? [], resources }), 'delegated'),
  ];
}

function missingRoles({ plan }: Proven, { directoryRoles }: Granted): readonly string[] {
  if (directoryRoles === null) return [];
  return plan.directoryRoles
    .filter(({ change }) => change === 'add')
    .filter(({ roleDefinitionId: id }) => !directoryRoles.some((held) => held.roleDefinitionId === id))
    .map(({ displayName }) => `${displayName} (Microsoft Entra role)`);
}

function extraRoles({ plans, rolesBefore }: Proven, { directoryRoles }: Granted): readonly string[] {
  const planned = plans.flatMap((plan) => plan.directoryRoles.filter(({ change }) => change === 'add'));
  const known = new Set([...rolesBefore, ...planned.map(({ roleDefinitionId }) => roleDefinitionId)]);
  return (directoryRoles ?? [])
    .filter(({ roleDefinitionId }) => !known.has(roleDefinitionId))
    .map(({ roleDefinitionId }) => `${roleName(roleDefinitionId)} (Microsoft Entra role)`);
}
