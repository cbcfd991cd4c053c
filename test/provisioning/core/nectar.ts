/** Nectar's definition, choices for it and a tenant to make it in: the ground most core tests stand on. */
import { loadBundled } from '../../../src/provisioning/connectors/catalog.ts';
import { readChoices } from '../../../src/provisioning/core/choices.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { MICROSOFT_GRAPH, type ObjectId, type TenantId } from '../../../src/provisioning/core/ids.ts';
import type {
  CertificateFacts,
  Choices,
  Plan,
  TenantFacts,
} from '../../../src/provisioning/core/plan-types.ts';
import { makePlan } from '../../../src/provisioning/core/plan.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';

export const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);
export const nectar = byId('nectar');

export const IDS = {
  calls: '45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8',
  groups: '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  full: 'df021288-bdef-4463-88db-98f22de89214',
  basic: '97235f07-e226-4f63-ace3-39588e11d3a1',
  devices: '0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8',
};
export const GRAPH_PRINCIPAL = oid(7);

export function oid(number: number): ObjectId {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as ObjectId;
}

/** What a valid form comes to; a test that types something wrong reads it itself. */
export function choose(
  typed: Record<string, string> = {},
  certificate: CertificateFacts | null = null,
): Choices {
  const read = readChoices(nectar, typed, certificate);
  if (!read.ok) throw new RangeError(JSON.stringify(read.errors));
  return read.choices;
}

export const certificate: CertificateFacts = {
  der: 'MII=',
  subject: 'CN=Nectar DXP',
  issuer: 'CN=Nectar DXP',
  thumbprint: 'AB'.repeat(20),
  sha256: 'CD'.repeat(32),
  key: 'RSA 2048',
  notBefore: '2026-11-01T00:00:00.000Z',
  notAfter: '2027-11-01T00:00:00.000Z',
};

/** Contoso as Anna, its Global Administrator, sees it. */
export function contoso(differs: Partial<TenantFacts> = {}): TenantFacts {
  const role = (id: string, value: string) => ({ id, value, displayName: `About ${value}`, isEnabled: true });
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
        appRoles: [
          role(IDS.calls, 'CallRecords.Read.All'),
          role(IDS.groups, 'GroupMember.Read.All'),
          role(IDS.full, 'User.Read.All'),
          role(IDS.basic, 'User.ReadBasic.All'),
          role(IDS.devices, 'TeamworkDevice.Read.All'),
        ],
        scopes: [role('a154be20-db9c-4678-8ab7-66f6cc099a59', 'User.Read.All')],
      },
    ],
    approvers: known([]),
    signInLogsReadable: true,
    at: new Date(NOW).toISOString(),
    ...differs,
  };
}

export function planOf(typed: Record<string, string> = {}, facts = contoso(), given = certificate): Plan {
  const made = makePlan(nectar, choose(typed, given), facts, NOW);
  if (!made.ok) throw new RangeError(JSON.stringify(made.problems));
  return made.plan;
}

export function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

export const unreadable = { known: false, code: 'Authorization_RequestDenied' } as const;

function byId(id: string): Definition {
  const found = loadBundled().find((definition) => definition.id === id);
  if (!found) throw new RangeError(`no definition ${id}`);
  return found;
}
