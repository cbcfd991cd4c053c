/** Nectar's choices and plans: the simplest connector, on which most core tests stand. */
import type { CertificateFacts, Choices, Plan } from '../../../src/provisioning/core/plan-types.ts';
import { ROLE_IDS, choicesFor, contoso, nectar, planFor } from './ground.ts';

export { contoso, GRAPH_PRINCIPAL, known, nectar, NOW, oid, unreadable } from './ground.ts';

export const IDS = {
  calls: ROLE_IDS['CallRecords.Read.All'],
  groups: ROLE_IDS['GroupMember.Read.All'],
  full: ROLE_IDS['User.Read.All'],
  basic: ROLE_IDS['User.ReadBasic.All'],
  devices: ROLE_IDS['TeamworkDevice.Read.All'],
};

export function choose(
  typed: Record<string, string> = {},
  certificate: CertificateFacts | null = null,
): Choices {
  return choicesFor(nectar, typed, { certificate });
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

export function planOf(typed: Record<string, string> = {}, facts = contoso(), given = certificate): Plan {
  return planFor(nectar, typed, { facts, certificate: given });
}
