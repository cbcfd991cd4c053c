/** From choices and what the tenant is like to the exact changes. Decides; writes nothing. */
import { failure, type Failure } from '../errors.ts';
import { addDuration, dayWords, durationWords, parseDuration, toIso } from './dates.ts';
import type { Definition, Life, Permission } from './definition.ts';
import type { RequestedResource } from './operations.ts';
import type { Choices, Plan, PlannedPermission, ResourcePermission, TenantFacts } from './plan-types.ts';
import { managesAnyApplication } from './roles.ts';

export { canonical, planNumber } from './canonical.ts';

export type ChosenPermission = Permission & { readonly why: string };

export type MadePlan =
  { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problems: readonly Failure[] };

/** What these choices ask for, in the order of the form, each permission once. */
export function permissionsChosen(definition: Definition, choices: Choices): readonly ChosenPermission[] {
  const asked = definition.permissions.flatMap((choice): readonly ChosenPermission[] => {
    const { why } = choice;
    const chosen = Object.hasOwn(choices.permissions, choice.id) ? choices.permissions[choice.id] : undefined;
    switch (choice.kind) {
      case 'always':
        return [{ ...choice.permission, why }];
      case 'optional':
        return chosen === true ? [{ ...choice.permission, why }] : [];
      case 'one-of': {
        const option = choice.options.find(({ id }) => id === chosen);
        return option?.permission ? [{ ...option.permission, why }] : [];
      }
    }
  });
  return asked.filter((one, index) => asked.findIndex((other) => same(one, other)) === index);
}

/** `now` is epoch ms. Everything that stands in the way is told at once. */
export function makePlan(
  definition: Definition,
  choices: Choices,
  facts: TenantFacts,
  now: number,
): MadePlan {
  const permissions = permissionsChosen(definition, choices).map((chosen) => resolve(chosen, facts));
  const credential = planCredential(definition, choices, facts, now);
  const problems = [...permissions, credential].flatMap((part) => ('problem' in part ? [part.problem] : []));
  if ('problem' in credential || problems.length > 0) return { ok: false, problems };
  const plan: Plan = {
    connector: { id: definition.id, version: definition.version, title: definition.title },
    tenant: facts.tenant,
    application: {
      displayName: choices.name,
      signInAudience: choices.audience,
      redirects: definition.redirects,
      publicClient: definition.publicClient,
    },
    permissions: permissions.flatMap((part) => ('planned' in part ? [part.planned] : [])),
    credential: credential.planned,
    creatorBecomesOwner: creatorBecomesOwner(facts),
  };
  return { ok: true, plan };
}

/** The permissions as an application object lists them: grouped by resource, in the order of the plan. */
export function requestedAccess({ permissions }: Pick<Plan, 'permissions'>): readonly RequestedResource[] {
  const resources = [...new Set(permissions.map(({ resource }) => resource))];
  return resources.map((resource) => ({
    resource,
    access: permissions
      .filter((permission) => permission.resource === resource)
      .map(({ id, type }) => ({ id, type: type === 'application' ? 'Role' : 'Scope' })),
  }));
}

/** Plain users and Application Developers are made owner of what they create; administrators are not. */
function creatorBecomesOwner({ roles }: TenantFacts): boolean {
  return !(roles.known && managesAnyApplication(roles.value));
}

type Part<T> = { readonly planned: T } | { readonly problem: Failure };

/** Name, type and id must all be the tenant's own, or a definition could name one thing and get another. */
function resolve(chosen: ChosenPermission, facts: TenantFacts): Part<PlannedPermission> {
  const { why, ...permission } = chosen;
  const named = { permission: chosen.value, type: chosen.type, id: chosen.id };
  const resource = facts.resources.find(({ appId }) => appId === chosen.resource);
  if (!resource)
    return { problem: failure('DEF_RESOURCE_ABSENT', { permission: chosen.value, id: chosen.resource }) };
  const published = chosen.type === 'application' ? resource.appRoles : resource.scopes;
  const found = published.find(({ id }) => id.toLowerCase() === chosen.id);
  if (found?.value !== chosen.value)
    return { problem: mismatch(chosen, found, published, resource.displayName) };
  if (!found.isEnabled) return { problem: failure('DEF_PERMISSION_DISABLED', named) };
  return { planned: { ...permission, displayName: found.displayName, why } };
}

function mismatch(
  chosen: Permission,
  byId: ResourcePermission | undefined,
  published: readonly ResourcePermission[],
  resource: string,
): Failure {
  const named = { permission: chosen.value, type: chosen.type, id: chosen.id, resource };
  const byValue = published.find(({ value }) => value === chosen.value);
  if (byId) return failure('DEF_PERMISSION_MISMATCH', { ...named, found: `${byId.value} ${byId.id}` });
  if (byValue)
    return failure('DEF_PERMISSION_MISMATCH', { ...named, found: `${byValue.value} ${byValue.id}` });
  return failure('DEF_PERMISSION_ABSENT', named);
}

function planCredential(
  definition: Definition,
  { credential }: Choices,
  facts: TenantFacts,
  now: number,
): Part<Plan['credential']> {
  if (credential.kind === 'secret') return planSecret(definition, credential.life, facts, now);
  const { certificate } = credential;
  const starts = Date.parse(certificate.notBefore);
  const ends = Date.parse(certificate.notAfter);
  if (ends <= now) return { problem: failure('CERT_EXPIRED', { ends: dayWords(certificate.notAfter) }) };
  if (starts > now) return { problem: failure('CERT_NOT_YET', { starts: dayWords(certificate.notBefore) }) };
  const { credentialPolicy: policy } = facts;
  const longest = policy.known ? policy.value.longestCertificate : null;
  if (longest !== null && outlives(starts, ends, longest)) {
    const words = { ends: dayWords(certificate.notAfter), longest: durationWords(longest) };
    return { problem: failure('CERT_TOO_LONG', words) };
  }
  return { planned: { kind: 'certificate', certificate } };
}

/** True when the time between two instants (epoch ms) is more than an ISO 8601 duration. */
export function outlives(starts: number, ends: number, longest: string): boolean {
  const limit = parseDuration(longest);
  return limit !== null && ends > addDuration(starts, limit);
}

/** The policy counts to the millisecond, by Microsoft's clock: a minute less than the limit is surely within it. */
const MARGIN = 60_000;

function planSecret(
  definition: Definition,
  life: Life,
  facts: TenantFacts,
  now: number,
): Part<Plan['credential']> {
  const wanted = addDuration(now, parseDuration(life) ?? { months: 0, ms: 0 });
  const policy = facts.credentialPolicy.known ? facts.credentialPolicy.value : null;
  if (policy && !policy.secretsAllowed) return { problem: secretsForbidden(definition) };
  const limit = policy?.longestSecret ? parseDuration(policy.longestSecret) : null;
  const latest = limit ? addDuration(now, limit) - MARGIN : Infinity;
  if (latest <= now) return { problem: secretsForbidden(definition) };
  const shortened = wanted > latest;
  const endDateTime = toIso(shortened ? latest : wanted);
  return { planned: { kind: 'secret', endDateTime, shortened } };
}

/** Names the way on that this connector has. */
export function secretsForbidden(definition: Definition): Failure {
  const certificate = definition.credentials.find((offer) => offer.kind === 'certificate');
  const way = certificate
    ? `Choose a certificate instead; it comes from ${certificate.from}.`
    : 'Ask whoever owns the policy for an exception; this connector knows no other way.';
  return failure('CHECK_SECRETS_FORBIDDEN', { way });
}

function same(a: Permission, b: Permission): boolean {
  return a.resource === b.resource && a.id === b.id && a.type === b.type;
}
