/** The write that takes back what one row added to a registration that was there before; null: it is not there. */
import { settingsAfter, sameSettings, type Settings } from './plan-existing.ts';
import type { ApplicationFacts, Write } from './operations.ts';
import type { Plan, TenantFacts } from './plan-types.ts';
import type { ReadBack } from './proof.ts';
import type { Run, Step } from './run.ts';

export interface Undoing {
  readonly seen: ReadBack;
  readonly plan: Plan;
  readonly facts: TenantFacts | null;
  readonly registration: NonNullable<Run['registration']>;
}

export function inverseOf(step: Step, undoing: Undoing): Write | null {
  const { seen, registration } = undoing;
  const { applicationId, servicePrincipalId } = registration;
  switch (step.kind) {
    case 'secret':
      return withId(
        seen.application?.passwords.find(({ displayName }) => displayName === step.tag)?.keyId,
        (keyId) => ({ op: 'remove-password', applicationId, keyId }),
      );
    case 'certificate':
      return withoutCertificate(step, undoing);
    case 'app-role':
      return withId(seen.assignments.find(({ appRoleId }) => appRoleId === step.tag)?.id, (assignmentId) =>
        servicePrincipalId === null ? null : { op: 'remove-app-role', servicePrincipalId, assignmentId },
      );
    case 'delegated-grant':
      return withoutScopes(step, undoing);
    case 'owner':
      return withId(seen.owners.find(({ id }) => id === seen.user?.oid)?.id, (ownerId) => ({
        op: 'remove-owner',
        applicationId,
        ownerId,
      }));
    case 'directory-role':
      return withId(
        seen.directoryRoles.find(({ roleDefinitionId }) => roleDefinitionId === step.tag)?.id,
        (assignmentId) => ({ op: 'unassign-directory-role', assignmentId }),
      );
    case 'settings':
      return settingsBefore(undoing);
    case 'service-principal':
      // Made because the application had none.
      return servicePrincipalId === null ? null : { op: 'delete-service-principal', servicePrincipalId };
    default:
      return null;
  }
}

function withId<T>(id: T | undefined, into: (id: T) => Write | null): Write | null {
  return id === undefined ? null : into(id);
}

function withoutCertificate(step: Step, { seen, registration }: Undoing): Write | null {
  const all = seen.application?.certificates ?? [];
  const keep = all.filter(({ displayName }) => displayName !== step.tag);
  return keep.length === all.length
    ? null
    : { op: 'keep-certificates', applicationId: registration.applicationId, keep };
}

/** Scopes that were there before the run stay. */
function withoutScopes(step: Step, { seen, plan, facts }: Undoing): Write | null {
  const resourceId = seen.resources.find(({ appId }) => appId === step.tag)?.servicePrincipalId;
  const now = seen.grants.find((grant) => grant.allPrincipals && grant.resourceId === resourceId);
  if (now === undefined) return null;
  const before = facts?.existing?.grants.find(({ id }) => id === now.id)?.scopes ?? [];
  const added = plan.permissions
    .filter(
      ({ type, resource, value }) => type === 'delegated' && resource === step.tag && !before.includes(value),
    )
    .map(({ value }) => value);
  const left = now.scopes.filter((scope) => !added.includes(scope));
  if (left.length === now.scopes.length) return null;
  return left.length === 0
    ? { op: 'remove-grant', grantId: now.id }
    : { op: 'set-grant-scopes', grantId: now.id, scopes: left };
}

/** What the run added goes; what others changed meanwhile stays. */
function settingsBefore({ seen, plan, facts, registration }: Undoing): Write | null {
  const before = facts?.existing?.application;
  const now = seen.application;
  if (before === undefined || now === null) return null;
  const after = settingsAfter(before, plan, plan.existing?.removals != null);
  const restored = minus(now, after, before);
  return sameSettings(restored, now)
    ? null
    : { op: 'update-application', applicationId: registration.applicationId, ...restored };
}

function minus(now: ApplicationFacts, after: Settings, before: ApplicationFacts): Settings {
  const list = (kind: keyof Settings['redirects']): readonly string[] => {
    const added = after.redirects[kind].filter((uri) => !before.redirects[kind].includes(uri));
    return now.redirects[kind].filter((uri) => !added.includes(uri));
  };
  const wasAsked = (resource: string, id: string): boolean =>
    before.requested.some((one) => one.resource === resource && one.access.some((asked) => asked.id === id));
  const added = (resource: string, id: string): boolean =>
    !wasAsked(resource, id) &&
    after.requested.some((one) => one.resource === resource && one.access.some((asked) => asked.id === id));
  return {
    requested: now.requested
      .map(({ resource, access }) => ({ resource, access: access.filter(({ id }) => !added(resource, id)) }))
      .filter(({ access }) => access.length > 0),
    redirects: { web: list('web'), spa: list('spa'), publicClient: list('publicClient') },
    publicClient: now.publicClient && !(after.publicClient && !before.publicClient),
  };
}
