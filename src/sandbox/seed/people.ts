/** The six pretend people. */
import type { RoleAssignment, User, World } from '../world.ts';
import { DEFAULT_DOMAIN, seedGuid } from './ids.ts';
import { ROLES, roleNameOf, type RoleName } from './roles.ts';

export interface Person {
  readonly key: string;
  readonly oid: string;
  readonly givenName: string;
  readonly surname: string;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
  /** The roles this person starts with; what they hold now is in the world. */
  readonly roles: readonly RoleName[];
}

function member(index: number, givenName: string, surname: string, roles: readonly RoleName[]): Person {
  const key = givenName.toLowerCase();
  const userPrincipalName = `${key}@${DEFAULT_DOMAIN}`;
  return {
    key,
    oid: seedGuid('c0', index),
    givenName,
    surname,
    userPrincipalName,
    userType: 'Member',
    roles,
  };
}

export const PEOPLE: readonly Person[] = [
  member(1, 'Anna', 'Admin', ['Global Administrator']),
  member(2, 'Bo', 'Builder', ['Application Administrator']),
  member(3, 'Pia', 'Privileged', ['Privileged Role Administrator']),
  member(4, 'Dana', 'Developer', ['Application Developer']),
  member(5, 'Uma', 'User', []),
  {
    key: 'gus',
    oid: seedGuid('c0', 6),
    givenName: 'Gus',
    surname: 'Guest',
    userPrincipalName: `gus_fabrikam.example#EXT#@${DEFAULT_DOMAIN}`,
    userType: 'Guest',
    roles: [],
  },
];

export function addPeople(world: World): void {
  for (const person of PEOPLE) {
    world.users[person.oid] = userOf(person, world.createdDateTime);
    setRoles(world, person.oid, person.roles);
  }
}

/** Replaces every role of a person. Assignment ids are made from person and role, so they repeat. */
export function setRoles(world: World, principalId: string, roles: readonly RoleName[]): void {
  for (const held of Object.values(world.roleAssignments)) {
    if (held.principalId === principalId) delete world.roleAssignments[held.id];
  }
  for (const role of roles) {
    const assignment = assignmentOf(principalId, ROLES[role]);
    world.roleAssignments[assignment.id] = assignment;
  }
}

/** Names of the roles a person holds now. */
export function rolesOf(world: World, principalId: string): RoleName[] {
  return Object.values(world.roleAssignments)
    .filter((held) => held.principalId === principalId)
    .map((held) => roleNameOf(held.roleDefinitionId))
    .filter((name) => name !== undefined);
}

function assignmentOf(principalId: string, roleDefinitionId: string): RoleAssignment {
  const id = `${roleDefinitionId.replaceAll('-', '').slice(0, 20)}-${principalId.slice(-4)}-1`;
  return { id, principalId, roleDefinitionId, directoryScopeId: '/' };
}

function userOf(person: Person, createdDateTime: string): User {
  return {
    id: person.oid,
    displayName: `${person.givenName} ${person.surname}`,
    givenName: person.givenName,
    surname: person.surname,
    mail: person.userType === 'Guest' ? 'gus@fabrikam.example' : person.userPrincipalName,
    mailNickname: person.userPrincipalName.split('@')[0] ?? person.key,
    userPrincipalName: person.userPrincipalName,
    userType: person.userType,
    accountEnabled: true,
    createdDateTime,
    deletedDateTime: null,
    employeeType: null,
    passwordPolicies: null,
    usageLocation: 'GB',
    _passwordSha256: null,
    _mustChangePassword: false,
    _persona: person.key,
  };
}
