/** The user of a plan, and the Entra roles of its service principal, held against the tenant. */
import { failure } from '../errors.ts';
import type { Definition } from './definition.ts';
import type { Part } from './plan-credential.ts';
import type {
  Choices,
  DomainFacts,
  PlannedDirectoryRole,
  PlannedUser,
  TenantFacts,
  UserChoice,
} from './plan-types.ts';

/** The name a user is looked up by, once the tenant's domains are known; null when they are not and none was typed. */
export function userPrincipalNameOf(user: UserChoice, domains: TenantFacts['domains']): string | null {
  if (user.kind === 'existing') return user.userPrincipalName;
  const preset = domains.known ? domains.value.find(({ isDefault }) => isDefault)?.name : undefined;
  const domain = user.domain ?? preset;
  return domain === undefined ? null : `${user.userName}@${domain}`;
}

export function planUser(
  definition: Definition,
  { user }: Choices,
  facts: TenantFacts,
): Part<PlannedUser | null> {
  if (user === null) return { planned: null };
  const name = userPrincipalNameOf(user, facts.domains);
  if (name === null) return { problem: failure('USER_DOMAINS_UNKNOWN') };
  const domain = domainOf(name, facts.domains);
  const common = { userPrincipalName: name, passwordDays: domain?.passwordDays ?? null };
  return user.kind === 'create'
    ? newUser(definition, user, facts, common)
    : existingUser(definition, facts, common);
}

type Common = Pick<PlannedUser, 'userPrincipalName' | 'passwordDays'>;

function newUser(
  { user: need }: Definition,
  { displayName, neverExpires }: Extract<UserChoice, { kind: 'create' }>,
  { user: found, domains }: TenantFacts,
  common: Common,
): Part<PlannedUser> {
  const { userPrincipalName } = common;
  const verified = domains.known ? domains.value.filter(({ isVerified }) => isVerified) : [];
  if (domains.known && !verified.some(({ name }) => endsWith(userPrincipalName, name))) {
    const words = { name: userPrincipalName, domains: verified.map(({ name }) => name).join(', ') };
    return { problem: failure('USER_DOMAIN_UNVERIFIED', words) };
  }
  if (found.known && found.value !== null)
    return { problem: failure('USER_EXISTS', { name: userPrincipalName }) };
  const becomesOwner = need?.owner === true;
  const passwordDays = neverExpires ? null : common.passwordDays;
  return {
    planned: { kind: 'create', oid: null, displayName, neverExpires, becomesOwner, ...common, passwordDays },
  };
}

function existingUser(
  { user: need }: Definition,
  { user: found, existing }: TenantFacts,
  common: Common,
): Part<PlannedUser> {
  const name = common.userPrincipalName;
  if (!found.known) return { problem: failure('USER_UNREADABLE', { name, code: found.code }) };
  if (found.value === null) return { problem: failure('USER_NOT_FOUND', { name }) };
  const { oid, displayName, enabled, guest, passwordNeverExpires } = found.value;
  if (!enabled) return { problem: failure('USER_DISABLED', { name }) };
  if (guest) return { problem: failure('USER_GUEST', { name }) };
  const owns = existing?.owners.some(({ id }) => id === oid) === true;
  return {
    planned: {
      kind: 'existing',
      ...{ oid, displayName },
      userPrincipalName: found.value.userPrincipalName,
      neverExpires: passwordNeverExpires,
      becomesOwner: need?.owner === true && !owns,
      passwordDays: passwordNeverExpires ? null : common.passwordDays,
    },
  };
}

function domainOf(userPrincipalName: string, domains: TenantFacts['domains']): DomainFacts | undefined {
  return domains.known ? domains.value.find(({ name }) => endsWith(userPrincipalName, name)) : undefined;
}

function endsWith(userPrincipalName: string, domain: string): boolean {
  return userPrincipalName.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
}

/** Only what changes: a role that is there already, or not there to be taken away, is no part of the plan. */
export function planDirectoryRoles(
  { directoryRoles, rolesToRemove }: Choices,
  facts: TenantFacts,
): readonly Part<PlannedDirectoryRole | null>[] {
  return [
    ...directoryRoles.map((name) => planRole(name, 'add', facts)),
    ...rolesToRemove.map((name) => planRole(name, 'remove', facts)),
  ];
}

function planRole(
  name: string,
  change: PlannedDirectoryRole['change'],
  { roleDefinitions, existing }: TenantFacts,
): Part<PlannedDirectoryRole | null> {
  if (!roleDefinitions.known) return { problem: failure('ROLES_UNREADABLE', { code: roleDefinitions.code }) };
  const found = roleDefinitions.value.find(
    ({ displayName }) => displayName.toLowerCase() === name.toLowerCase(),
  );
  if (found === undefined) return { problem: failure('ROLE_UNKNOWN', { name }) };
  const { id: roleDefinitionId, displayName } = found;
  const held = existing?.directoryRoles.find((one) => one.roleDefinitionId === roleDefinitionId);
  const changes = change === 'add' ? held === undefined : held !== undefined;
  return {
    planned: changes ? { roleDefinitionId, displayName, change, assignmentId: held?.id ?? null } : null,
  };
}
