/** Whether the effect of a row is in the directory, by its natural key. */
import { sameSettings, settingsAfter } from '../../core/plan-existing.ts';
import type { Plan } from '../../core/plan-types.ts';
import type { ReadBack } from '../../core/proof.ts';
import type { Step } from '../../core/run.ts';

/** The id of the effect, for the ledger; undefined: it is not there (or, of a removal, not gone). */
export function effectOf(step: Step, seen: ReadBack, plan: Plan): string | undefined {
  switch (step.kind) {
    case 'app-role':
      return seen.assignments.find(({ appRoleId }) => appRoleId === step.tag)?.id;
    case 'delegated-grant':
      return delegatedGrant(step, seen, plan);
    case 'owner':
      return seen.owners.find(({ id }) => id === seen.user?.oid)?.id;
    case 'directory-role':
      return seen.directoryRoles.find(({ roleDefinitionId }) => roleDefinitionId === step.tag)?.id;
    case 'settings':
      return settings(seen, plan);
    case 'certificate':
      return certificate(seen, plan);
    case 'remove-app-role':
      return gone(seen.assignments, step);
    case 'remove-grant':
      return removedGrant(step, seen, plan);
    case 'remove-directory-role':
      return gone(seen.directoryRoles, step);
    case 'remove-credential':
      return goneCredential(step, seen);
    case 'application':
    case 'service-principal':
    case 'user':
    case 'secret':
      // These are not looked for by a read of the registration: an upsert tells, or they have an act of their own.
      return undefined;
  }
}

function delegatedGrant(step: Step, { grants, resources }: ReadBack, plan: Plan): string | undefined {
  const wanted = plan.permissions
    .filter(({ type, resource }) => type === 'delegated' && resource === step.tag)
    .map(({ value }) => value);
  const resourceId = resources.find(({ appId }) => appId === step.tag)?.servicePrincipalId;
  return grants.find(
    (grant) =>
      grant.allPrincipals &&
      grant.resourceId === resourceId &&
      wanted.every((scope) => grant.scopes.includes(scope)),
  )?.id;
}

function settings({ application }: ReadBack, plan: Plan): string | undefined {
  if (application === null) return undefined;
  const after = settingsAfter(application, plan, plan.existing?.removals != null);
  return sameSettings(after, application) ? application.id : undefined;
}

function certificate({ application }: ReadBack, { credential }: Plan): string | undefined {
  if (credential.kind !== 'certificate') return undefined;
  const { thumbprint } = credential.certificate;
  return application?.certificates.find((key) => key.thumbprint === thumbprint)?.keyId;
}

function gone(list: readonly { readonly id: string }[], step: Step): string | undefined {
  return list.some(({ id }) => id === step.tag) ? undefined : step.tag;
}

function goneCredential(step: Step, { application }: ReadBack): string | undefined {
  const all = [...(application?.passwords ?? []), ...(application?.certificates ?? [])];
  return all.some(({ keyId }) => keyId === step.tag) ? undefined : step.tag;
}

function removedGrant(step: Step, { grants }: ReadBack, { existing }: Plan): string | undefined {
  const keep = existing?.removals?.grants.find(({ id }) => id === step.tag)?.keep ?? [];
  const there = grants.find(({ id }) => id === step.tag);
  const surplus = there?.scopes.filter((scope) => !keep.includes(scope)) ?? [];
  return surplus.length === 0 ? step.tag : undefined;
}
