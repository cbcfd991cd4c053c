/** The connectors that ship, what a person types for them, and a tenant to make them in: the ground of the core tests. */
import { readChoices, type FormGround, type ReadChoices } from '../../../src/provisioning/core/choices.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import {
  MICROSOFT_GRAPH,
  type AppId,
  type KeyId,
  type ObjectId,
  type TenantId,
} from '../../../src/provisioning/core/ids.ts';
import type {
  Choices,
  ExistingFacts,
  Plan,
  Target,
  TenantFacts,
  UserFacts,
} from '../../../src/provisioning/core/plan-types.ts';
import { makePlan, type MadePlan } from '../../../src/provisioning/core/plan.ts';
import type { KnownRegistration } from '../../../src/provisioning/core/registrations.ts';
import { requestedAccess } from '../../../src/provisioning/core/requested.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { shipped } from '../../fakes/shipped.ts';

export const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);
const AT = new Date(NOW).toISOString();

export const [audiocodes, cirrus, jtel, nectar, saas] = [
  'audiocodes-live-platform',
  'cirrus-connect',
  'jtel-presence',
  'nectar',
  'saas-microsoft-365',
].map(byId) as [Definition, Definition, Definition, Definition, Definition];

export const GRAPH_PRINCIPAL = oid(7);
export const APP_ID = oid(41) as string as AppId;

export function oid(number: number): ObjectId {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as ObjectId;
}

/** Application permissions of Microsoft Graph, as Contoso's own service principal publishes them. */
export const ROLE_IDS = {
  'CallRecords.Read.All': '45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'User.ReadBasic.All': '97235f07-e226-4f63-ace3-39588e11d3a1',
  'TeamworkDevice.Read.All': '0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8',
  'Group.Read.All': '5b567255-7703-4780-807c-7be8301ae99b',
  'Calendars.Read': '798ee544-9d2d-430c-a058-570e29e34338',
  'Presence.ReadWrite.All': '83cded22-8297-4ff6-a7fa-e97e9545a259',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'Reports.Read.All': '230c1aed-a721-4c5d-9cb4-a90514e508ef',
} as const;

/** Delegated ones. */
export const SCOPE_IDS = {
  'User.Read.All': 'a154be20-db9c-4678-8ab7-66f6cc099a59',
  'Presence.Read': '76bc735e-aecd-4a1d-8b4c-2b915deabb79',
  'Presence.Read.All': '9c7a330d-35b3-4aa1-963d-cb2b9f927841',
  'Mail.ReadWrite.Shared': '5df07973-7d5d-46ed-9847-1271055cbd51',
  'Mail.Send.Shared': 'a367ab51-6b49-43bf-a716-a1fb06d2a174',
  offline_access: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
} as const;

/** Contoso as Anna, its Global Administrator, sees it. */
export function contoso(differs: Partial<TenantFacts> = {}): TenantFacts {
  const published = (ids: Readonly<Record<string, string>>) =>
    Object.entries(ids).map(([value, id]) => ({ id, value, displayName: `About ${value}`, isEnabled: true }));
  return {
    tenant: { id: oid(1) as string as TenantId, displayName: 'Contoso' },
    me: { oid: oid(2), displayName: 'Anna Admin', userPrincipalName: 'anna@contoso.example', guest: false },
    roles: known([ROLES.globalAdministrator]),
    usersMayRegister: known(true),
    credentialPolicy: known({ secretsAllowed: true, longestSecret: null, longestCertificate: null }),
    sameName: known([]),
    resources: [
      {
        servicePrincipalId: GRAPH_PRINCIPAL,
        appId: MICROSOFT_GRAPH,
        displayName: 'Microsoft Graph',
        appRoles: published(ROLE_IDS),
        scopes: published(SCOPE_IDS),
      },
    ],
    approvers: known([]),
    signInLogsReadable: true,
    existing: null,
    domains: known([
      { name: 'contoso.example', isDefault: true, isVerified: true, passwordDays: 90 },
      { name: 'voice.contoso.example', isDefault: false, isVerified: true, passwordDays: null },
      { name: 'someday.example', isDefault: false, isVerified: false, passwordDays: null },
    ]),
    user: known(null),
    roleDefinitions: known([]),
    at: AT,
    ...differs,
  };
}

export function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

export const unreadable = { known: false, code: 'Authorization_RequestDenied' } as const;

export type Typed = Readonly<Record<string, string>>;

/** What surrounds a form and its plan; by default nothing of the connector is there. */
export type Around = Partial<FormGround> & { readonly facts?: TenantFacts; readonly target?: Target };

/** No certificate was pasted, and no registration of the connector is there. */
export const BARE: FormGround = { certificate: null, known: [], renews: null };

export function readFor(definition: Definition, typed: Typed = {}, around: Around = {}): ReadChoices {
  return readChoices(definition, typed, { ...BARE, ...around });
}

/** What is wrong, by field; empty when nothing is. */
export function errorsFor(definition: Definition, typed: Typed = {}, around: Around = {}): Typed {
  const read = readFor(definition, typed, around);
  return read.ok ? {} : Object.fromEntries(Object.entries(read.errors).map(([id, { code }]) => [id, code]));
}

/** What a valid form comes to; a test that types something wrong reads it itself. */
export function validFor(
  definition: Definition,
  typed: Typed = {},
  around: Around = {},
): Extract<ReadChoices, { ok: true }> {
  const read = readFor(definition, typed, around);
  if (!read.ok) throw new RangeError(JSON.stringify(read.errors));
  return read;
}

export function choicesFor(definition: Definition, typed: Typed = {}, around: Around = {}): Choices {
  return validFor(definition, typed, around).choices;
}

export function makeFor(definition: Definition, typed: Typed = {}, around: Around = {}): MadePlan {
  const { choices, target } = validFor(definition, typed, around);
  const { facts = contoso(), renews = null } = around;
  return makePlan(definition, { choices, target: around.target ?? target, renews, facts, now: NOW });
}

export function planFor(definition: Definition, typed: Typed = {}, around: Around = {}): Plan {
  const made = makeFor(definition, typed, around);
  if (!made.ok) throw new RangeError(JSON.stringify(made.problems));
  return made.plan;
}

/** The codes of what stands in the way. */
export function problemsFor(
  definition: Definition,
  typed: Typed = {},
  around: Around = {},
): readonly string[] {
  const made = makeFor(definition, typed, around);
  return made.ok ? [] : made.problems.map(({ code }) => code);
}

/** What the directory shows of a registration that was made exactly as this plan says. */
export function madeBy(plan: Plan, change: Partial<ExistingFacts> = {}): ExistingFacts {
  const { application, permissions, credential, user, directoryRoles } = plan;
  const common = { keyId: KEY, displayName: 'registrar 12345678-1', startDateTime: AT, endDateTime: AT };
  const verifyKey = { type: 'AsymmetricX509Cert', usage: 'Verify', customKeyIdentifier: null };
  const scopes = permissions.filter(({ type }) => type === 'delegated').map(({ value }) => value);
  return {
    application: {
      id: oid(40),
      appId: APP_ID,
      displayName: application.displayName,
      uniqueName: null,
      createdDateTime: AT,
      tags: [],
      signInAudience: application.signInAudience,
      publicClient: application.publicClient,
      redirects: application.redirects,
      requested: requestedAccess(plan),
      passwords: credential.kind === 'secret' ? [common] : [],
      certificates:
        credential.kind === 'certificate'
          ? [{ ...common, ...verifyKey, thumbprint: credential.certificate.thumbprint.toLowerCase() }]
          : [],
    },
    servicePrincipalId: oid(42),
    assignments: permissions
      .filter(({ type }) => type === 'application')
      .map(({ id }, index) => assignment(`assignment-${index}`, id)),
    grants: scopes.length === 0 ? [] : [grant('grant', scopes)],
    owners: user?.becomesOwner === true ? [{ id: user.oid ?? USER }] : [],
    directoryRoles: directoryRoles
      .filter((role) => role.change === 'add')
      .map(({ roleDefinitionId }, index) => ({ id: `held-${index}`, roleDefinitionId })),
    ...change,
  };
}

export const KEY = oid(50) as string as KeyId;
/** Object id of the connector's user, where there is one. */
export const USER = oid(60);

export function assignment(
  id: string,
  appRoleId: string,
  resourceId = GRAPH_PRINCIPAL,
): ExistingFacts['assignments'][number] {
  return { id, appRoleId, resourceId };
}

/** For the whole tenant. */
export function grant(
  id: string,
  scopes: readonly string[],
  change: Partial<ExistingFacts['grants'][number]> = {},
): ExistingFacts['grants'][number] {
  return { id, resourceId: GRAPH_PRINCIPAL, scopes, allPrincipals: true, ...change };
}

/** A user of Contoso that may sign in. */
export function userFacts(userPrincipalName: string, change: Partial<UserFacts> = {}): UserFacts {
  return {
    oid: USER,
    displayName: 'Service account',
    userPrincipalName,
    enabled: true,
    guest: false,
    employeeType: null,
    passwordNeverExpires: false,
    createdDateTime: AT,
    ...change,
  };
}

/** A registration in our records, made of the connector's presets. */
export function recorded(change: Partial<KnownRegistration> = {}): KnownRegistration {
  return {
    appId: APP_ID,
    name: 'First',
    functions: [],
    descriptions: [],
    hasCredential: true,
    since: AT,
    by: 'Anna Admin',
    ...change,
  };
}

function byId(id: string): Definition {
  const found = shipped().find((definition) => definition.id === id);
  if (!found) throw new RangeError(`no definition ${id}`);
  return found;
}
