/** Permissions no connector gets. */
import { expect, test } from '@jest/globals';
import type { Permission } from '../../../src/provisioning/core/definition.ts';
import { isGuid, MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { isTier0, TIER0 } from '../../../src/provisioning/core/tier0.ts';

const permission = (value: string, id: string, type: Permission['type'] = 'application'): Permission => ({
  ...{ resource: MICROSOFT_GRAPH, value, id, type },
});

test('a Tier 0 permission is known by its name, and by its id under another name', () => {
  for (const [value, id] of Object.entries(TIER0)) {
    expect(isGuid(id)).toBe(true);
    expect(isTier0(permission(value, '00000000-0000-4000-8000-000000000000'))).toBe(true);
    expect(isTier0(permission('Mail.Read', id))).toBe(true);
  }
});

test('delegated permissions and ordinary ones are not Tier 0', () => {
  const id = TIER0['RoleManagement.ReadWrite.Directory'] ?? '';
  expect(isTier0(permission('RoleManagement.ReadWrite.Directory', id, 'delegated'))).toBe(false);
  expect(isTier0(permission('User.Read.All', 'df021288-bdef-4463-88db-98f22de89214'))).toBe(false);
  expect(isTier0(permission('toString', '00000000-0000-4000-8000-000000000000'))).toBe(false);
});
