/** An empty tenant in which everything is allowed and Microsoft Graph publishes what Microsoft's catalogue lists. */
import { MICROSOFT_GRAPH, parseObjectId, parseTenantId } from '../../src/provisioning/core/ids.ts';
import type {
  CertificateFacts,
  ResourcePermission,
  TenantFacts,
  UserFacts,
} from '../../src/provisioning/core/plan-types.ts';
import { ROLE_NAMES } from '../../src/provisioning/core/role-names.ts';
import { ROLES } from '../../src/provisioning/core/roles.ts';
import catalogue from '../../src/sandbox/data/permissions-catalogue.json' with { type: 'json' };

/** Somebody whose account a vendor's product could use. */
export const SOMEBODY = 'somebody@example.com';

interface Published {
  readonly value: string;
  readonly type: string;
  readonly id: string | null;
  readonly displayName: string;
}

/** `now` is epoch ms. */
export function pretendTenant(now: number): TenantFacts {
  const anyId = object(1);
  return {
    tenant: { id: parsed(parseTenantId, id(1)), displayName: 'an empty tenant' },
    me: { oid: anyId, displayName: 'You', userPrincipalName: 'you@example.com', guest: false },
    roles: known([ROLES.globalAdministrator]),
    usersMayRegister: known(true),
    credentialPolicy: known({ secretsAllowed: true, longestSecret: null, longestCertificate: null }),
    sameName: known([]),
    resources: [
      {
        servicePrincipalId: anyId,
        appId: MICROSOFT_GRAPH,
        displayName: 'Microsoft Graph',
        appRoles: publishedAs('application'),
        scopes: publishedAs('delegated'),
      },
    ],
    approvers: known([]),
    signInLogsReadable: true,
    existing: null,
    domains: known([{ name: 'example.com', isDefault: true, isVerified: true, passwordDays: 90 }]),
    user: known(null),
    roleDefinitions: known(
      Object.entries(ROLE_NAMES).map(([displayName, role]) => ({ id: role, displayName })),
    ),
    at: new Date(now).toISOString(),
  };
}

export const somebody: UserFacts = {
  oid: object(2),
  displayName: 'Somebody',
  userPrincipalName: SOMEBODY,
  enabled: true,
  guest: false,
  employeeType: null,
  passwordNeverExpires: false,
  createdDateTime: null,
};

/** For a connector that is offered a certificate first. `now` is epoch ms. */
export function pretendCertificate(now: number): CertificateFacts {
  return {
    ...{ der: '', subject: "CN=the vendor's", issuer: "CN=the vendor's" },
    ...{ thumbprint: '0'.repeat(40), sha256: '0'.repeat(64), key: 'RSA 2048' },
    notBefore: new Date(now).toISOString(),
    notAfter: new Date(now + 365 * 24 * 3_600_000).toISOString(),
  };
}

function publishedAs(type: string): readonly ResourcePermission[] {
  const all: readonly Published[] = catalogue.permissions;
  return all.flatMap(({ value, displayName, ...one }) =>
    one.type === type && one.id !== null ? [{ id: one.id, value, displayName, isEnabled: true }] : [],
  );
}

function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

function object(number: number): UserFacts['oid'] {
  return parsed(parseObjectId, id(number));
}

function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function parsed<T>(parse: (text: unknown) => T | undefined, text: string): T {
  const value = parse(text);
  if (value === undefined) throw new RangeError(`${text} is no id.`);
  return value;
}
