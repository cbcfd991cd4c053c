/** A registration that is there: what is added to it, what of it is not the plan's, and the guided clean-up. */
import { dayWords } from './dates.ts';
import type { AppId, ObjectId } from './ids.ts';
import type { ApplicationFacts, RequestedResource } from './operations.ts';
import type {
  ExistingFacts,
  Names,
  Plan,
  PlannedExisting,
  PlannedPermission,
  ResourceFacts,
  Target,
  TenantFacts,
} from './plan-types.ts';
import { requestedAccess } from './requested.ts';

type Wanted = Pick<Plan, 'application' | 'permissions' | 'user'>;

export function planExisting(
  target: Extract<Target, { kind: 'existing' }>,
  wanted: Wanted,
  existing: ExistingFacts,
  { resources }: Pick<TenantFacts, 'resources'>,
): PlannedExisting {
  const surplus = surplusOf(existing, wanted.permissions, resources);
  const settings = settingsAfter(existing.application, wanted, target.cleanUp);
  return {
    applicationId: existing.application.id,
    appId: existing.application.appId,
    servicePrincipalId: existing.servicePrincipalId,
    made: target.made,
    settingsChange: !sameSettings(settings, existing.application),
    tooMuch: [
      ...(target.cleanUp ? [] : [...surplus.assignments, ...surplus.grants].map(({ value }) => value)),
      ...(target.cleanUp ? [] : surplus.requests.map((value) => `${value}, requested and not granted`)),
      ...addresses(existing.application, wanted),
      ...(target.made === 'adopted' ? strangers(existing, wanted) : []),
    ],
    removals: target.cleanUp ? surplus : null,
  };
}

export interface Settings {
  readonly requested: readonly RequestedResource[];
  readonly redirects: ApplicationFacts['redirects'];
  readonly publicClient: boolean;
}

/** What the application is to have: what is there and what is wanted together; after a clean-up, what is wanted alone. */
export function settingsAfter(
  there: ApplicationFacts,
  { application, permissions }: Pick<Wanted, 'application' | 'permissions'>,
  cleanUp: boolean,
): Settings {
  const wanted = requestedAccess({ permissions });
  const { web, spa, publicClient } = there.redirects;
  return {
    requested: cleanUp ? wanted : together(there.requested, wanted),
    redirects: {
      web: union(web, application.redirects.web),
      spa: union(spa, application.redirects.spa),
      publicClient: union(publicClient, application.redirects.publicClient),
    },
    publicClient: there.publicClient || application.publicClient,
  };
}

/** The order of lists means nothing. */
export function sameSettings(a: Settings, b: Settings): boolean {
  return settingsText(a) === settingsText(b);
}

function settingsText({ requested, redirects, publicClient }: Settings): string {
  const asked = requested.flatMap(({ resource, access }) =>
    access.map(({ id, type }) => `${resource} ${type} ${id}`.toLowerCase()),
  );
  const uris = Object.entries(redirects).flatMap(([kind, list]: [string, readonly string[]]) =>
    list.map((uri) => `${kind} ${uri}`),
  );
  return JSON.stringify([asked.sort(), uris.sort(), publicClient]);
}

function together(
  there: readonly RequestedResource[],
  wanted: readonly RequestedResource[],
): readonly RequestedResource[] {
  const resources = [...new Set([...there, ...wanted].map(({ resource }) => resource))];
  return resources.map((resource) => {
    const all = [...there, ...wanted]
      .filter((one) => one.resource === resource)
      .flatMap(({ access }) => access);
    return {
      resource,
      access: all.filter(
        (one, i) => all.findIndex(({ id, type }) => id === one.id && type === one.type) === i,
      ),
    };
  });
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

/** Permissions it has and nobody planned, by name where the tenant tells one. */
function surplusOf(
  { application, assignments, grants }: ExistingFacts,
  permissions: readonly PlannedPermission[],
  resources: readonly ResourceFacts[],
): NonNullable<PlannedExisting['removals']> {
  const wanted = (type: PlannedPermission['type'], api: AppId | undefined) =>
    permissions.filter((one) => one.type === type && one.resource === api);
  const apiOf = (principal: ObjectId) =>
    resources.find(({ servicePrincipalId }) => servicePrincipalId === principal)?.appId;
  const granted = new Set(assignments.map(({ appRoleId }) => appRoleId));
  const consented = new Set(grants.flatMap(({ scopes }) => scopes));
  return {
    assignments: assignments
      .filter(
        ({ appRoleId, resourceId }) =>
          !wanted('application', apiOf(resourceId)).some(({ id }) => id === appRoleId),
      )
      .map(({ id, appRoleId }) => ({ id, value: `${nameOf(appRoleId, resources)} (application)` })),
    grants: grants.flatMap(({ id, resourceId, scopes }) => {
      const names = new Set(wanted('delegated', apiOf(resourceId)).map(({ value }) => value));
      const surplus = scopes.filter((scope) => !names.has(scope));
      const keep = scopes.filter((scope) => names.has(scope));
      return surplus.length === 0 ? [] : [{ id, value: `${surplus.join(', ')} (delegated)`, keep }];
    }),
    requests: application.requested.flatMap(({ resource, access }) =>
      access
        .filter(
          ({ id, type }) =>
            !wanted(type === 'Role' ? 'application' : 'delegated', resource).some((one) => one.id === id),
        )
        .map(({ id }) => ({ id, name: nameOf(id, resources) }))
        .filter(({ id, name }) => !granted.has(id) && !consented.has(name))
        .map(({ name }) => name),
    ),
  };
}

function addresses({ redirects }: ApplicationFacts, { application }: Pick<Wanted, 'application'>): string[] {
  const planned = new Set(Object.values(application.redirects).flat());
  return Object.values(redirects)
    .flat()
    .filter((uri) => !planned.has(uri))
    .map((uri) => `redirect address ${uri}`);
}

/** Whoever holds one of these can sign in as the application, or give themselves the means to. */
function strangers({ application, owners }: ExistingFacts, { user }: Pick<Wanted, 'user'>): string[] {
  const others = owners.filter(({ id }) => id !== user?.oid).length;
  return [
    ...application.passwords.map(
      ({ displayName, endDateTime }) =>
        `client secret ${displayName ?? 'without a name'}, until ${dayWords(endDateTime)}`,
    ),
    ...application.certificates.map(
      ({ displayName, endDateTime }) =>
        `certificate ${displayName ?? 'without a name'}, until ${dayWords(endDateTime)}`,
    ),
    ...(others === 0 ? [] : [others === 1 ? '1 owner' : `${others} owners`]),
  ];
}

/** The id itself where none of them publishes it, and no other name is known. */
export function nameOf(id: string, resources: readonly ResourceFacts[], names: Names = {}): string {
  const key = id.toLowerCase();
  const published = resources.flatMap(({ appRoles, scopes }) => [...appRoles, ...scopes]);
  const found = published.find((permission) => permission.id.toLowerCase() === key)?.value;
  return found ?? (Object.hasOwn(names, key) ? names[key] : undefined) ?? id;
}
