/** Proof, not assumption: what was read back and what a token holds, against the plan, exactly. */
import type { AppId, ObjectId } from './ids.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import type { ApplicationFacts, Results } from './operations.ts';
import { nameOf } from './plan-existing.ts';
import type { Names, Plan, PlannedPermission, ResourceFacts, UserFacts } from './plan-types.ts';
import { moreProof, removalProof } from './proof-more.ts';
import type { Proof, Verdict } from './run.ts';

/** The registration as the directory shows it now. */
export interface ReadBack {
  readonly application: ApplicationFacts | null;
  readonly assignments: Results['app-role-assignments'];
  readonly grants: Results['delegated-grants'];
  /** Empty where the plan says nothing of owners. */
  readonly owners: Results['application-owners'];
  /** Empty where the plan says nothing of Entra roles. */
  readonly directoryRoles: Results['directory-roles-of'];
  /** The plan's user as the directory has it; null: not there, or none is planned. */
  readonly user: UserFacts | null;
  /** To tell the names of what is granted. */
  readonly resources: readonly ResourceFacts[];
}

/** What came of taking a token of Microsoft Graph with the registration's own secret. */
export type TokenEvidence =
  | { readonly kind: 'roles'; readonly roles: readonly string[] }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly aadsts: number; readonly message: string }
  | { readonly kind: 'no-answer'; readonly cause: string };

/**
 * `token` is null where none could be taken (the vendor holds the key); `keyId` is the credential's own, where a
 * secret was made; `at` is when, ISO 8601; `removed` is the key id of an old credential that was taken away. Whatever could not be looked at is `not-checked`, never proven.
 */
export function judge(
  plan: Plan,
  back: ReadBack,
  token: TokenEvidence | null,
  keyId: string | null,
  at: string,
  removed: string | null = null,
): Proof {
  return {
    at,
    permissions: plan.permissions.map((permission) => ({
      value: permission.value,
      granted: verdict(isGranted(permission, back)),
      inToken: inToken(permission, token),
    })),
    credential: credential(plan, back, token, keyId),
    more: [...moreProof(plan, back), ...removalProof(removed, back)],
    surplus: surplus(plan, back, token),
  };
}

function verdict(there: boolean): Verdict {
  return there ? 'proven' : 'missing';
}

export function isGranted(
  permission: PlannedPermission,
  { assignments, grants, resources }: Pick<ReadBack, 'assignments' | 'grants' | 'resources'>,
): boolean {
  const resourceId = principalOf(permission.resource, resources);
  if (resourceId === undefined) return false;
  return permission.type === 'application'
    ? assignments.some((one) => one.resourceId === resourceId && one.appRoleId === permission.id)
    : grants.some(
        (one) => one.allPrincipals && one.resourceId === resourceId && one.scopes.includes(permission.value),
      );
}

/** Roles of a client-credentials token are application permissions of the one API it is for. */
function inToken({ type, resource, value }: PlannedPermission, token: TokenEvidence | null): Verdict {
  if (type !== 'application' || resource !== MICROSOFT_GRAPH || token?.kind !== 'roles') return 'not-checked';
  return verdict(token.roles.includes(value));
}

/**
 * A secret has proven itself by a token. A certificate is there when its thumbprint is, and stays unproven until
 * the vendor, who holds the key, has signed in: so at best `not-checked`.
 */
function credential(
  { credential: planned }: Plan,
  { application }: ReadBack,
  token: TokenEvidence | null,
  keyId: string | null,
): Proof['credential'] {
  if (application === null) return 'missing';
  if (planned.kind === 'none') return 'none';
  if (planned.kind === 'certificate') {
    const wanted = planned.certificate.thumbprint;
    const there = application.certificates.some(
      ({ thumbprint }) => thumbprint !== null && thumbprint.toUpperCase() === wanted.toUpperCase(),
    );
    return there ? 'not-checked' : 'missing';
  }
  if (!application.passwords.some((password) => password.keyId === keyId)) return 'missing';
  if (token?.kind === 'refused') return 'missing';
  return token?.kind === 'roles' || token?.kind === 'unreadable' ? 'proven' : 'not-checked';
}

/** Everything granted, requested, or in the token that nobody planned, by name where the tenant tells one. */
function surplus(plan: Plan, back: ReadBack, token: TokenEvidence | null): readonly string[] {
  return [
    ...new Set([
      ...surplusAssignments(plan, back),
      ...surplusScopes(plan, back),
      ...surplusRequests(plan, back),
      ...surplusRoles(plan, token),
    ]),
  ];
}

export function surplusAssignments(
  plan: Pick<Plan, 'permissions'>,
  { assignments, resources, names }: Pick<ReadBack, 'assignments' | 'resources'> & { readonly names?: Names },
): string[] {
  return assignments
    .filter(
      ({ resourceId, appRoleId }) =>
        !plan.permissions.some(
          ({ type, id, resource }) =>
            type === 'application' && id === appRoleId && principalOf(resource, resources) === resourceId,
        ),
    )
    .map(({ appRoleId }) => nameOf(appRoleId, resources, names));
}

export function surplusScopes(
  plan: Pick<Plan, 'permissions'>,
  { grants, resources }: Pick<ReadBack, 'grants' | 'resources'>,
): string[] {
  return grants.flatMap(({ resourceId, scopes }) =>
    scopes.filter(
      (scope) =>
        !plan.permissions.some(
          ({ type, value, resource }) =>
            type === 'delegated' && value === scope && principalOf(resource, resources) === resourceId,
        ),
    ),
  );
}

function surplusRequests(plan: Plan, { application, resources }: ReadBack): string[] {
  return (application?.requested ?? []).flatMap(({ resource, access }) =>
    access
      .filter(
        ({ id, type }) =>
          !plan.permissions.some(
            (planned) =>
              planned.resource === resource &&
              planned.id === id &&
              planned.type === (type === 'Role' ? 'application' : 'delegated'),
          ),
      )
      .map(({ id }) => nameOf(id, resources)),
  );
}

function surplusRoles(plan: Plan, token: TokenEvidence | null): string[] {
  if (token?.kind !== 'roles') return [];
  const planned = plan.permissions.filter(
    ({ type, resource }) => type === 'application' && resource === MICROSOFT_GRAPH,
  );
  return token.roles.filter((role) => !planned.some(({ value }) => value === role));
}

function principalOf(appId: AppId, resources: readonly ResourceFacts[]): ObjectId | undefined {
  return resources.find((resource) => resource.appId === appId)?.servicePrincipalId;
}
