/** The line of "Ready?" about consent: only for what is still to be granted, and by whose rule. */
import { describe, expect, test } from '@jest/globals';
import { consentCheck } from '../../../src/provisioning/core/check-consent.ts';
import type { TenantFacts } from '../../../src/provisioning/core/plan-types.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { explain } from '../../../src/provisioning/errors.ts';
import { planWith, ticked } from './cirrus.ts';
import {
  audiocodes,
  choicesFor,
  cirrus,
  contoso,
  known,
  madeBy,
  saas,
  unreadable,
  type Typed,
} from './ground.ts';

function line(facts: Partial<TenantFacts>, typed: Typed = {}) {
  const [found] = consentCheck(contoso(facts), saas, choicesFor(saas, typed));
  return found && `${found.state}: ${explain(found.failure).what}. ${explain(found.failure).why}`;
}

describe('S5: consent to the Microsoft 365 connector', () => {
  const privileged = { roles: known([ROLES.privilegedRoleAdministrator]) };

  test('is a Global Administrator’s', () => {
    expect(line({})).toBe(
      'ok: You may consent to these permissions. The right comes from your role Global Administrator.',
    );
  });

  test('is not a Privileged Role Administrator’s by the vendor’s rule', () => {
    expect(line(privileged)).toMatch(/^warn: .*Only a Global Administrator may consent/);
  });

  test('is theirs too by Microsoft’s', () => {
    expect(line(privileged, { consentRule: 'microsoft' })).toMatch(
      /^ok: .*your role Privileged Role Administrator/,
    );
  });

  test('goes to somebody who may', () => {
    const gina = { oid: contoso().me.oid, displayName: 'Gina', userPrincipalName: '', role: '' };
    expect(line({ ...privileged, approvers: known([gina]) })).toMatch(/^warn: .*someone else: Gina\./);
    expect(line({ roles: unreadable })).toMatch(/^unknown: .*Consent takes a Global Administrator\./);
  });
});

describe('consent is no question', () => {
  test('A20: where no permission is asked for', () => {
    expect(consentCheck(contoso(), audiocodes, choicesFor(audiocodes))).toEqual([]);
  });

  test('C3: where all of it is granted already', () => {
    const existing = madeBy(planWith(['calendar']));
    const choices = choicesFor(cirrus, ticked(['calendar']));
    expect(consentCheck(contoso({ existing, roles: known([]) }), cirrus, choices)).toEqual([]);
  });
});

test('C3: consent is asked for what is missing: delegated permissions take less than what is there', () => {
  const existing = madeBy(planWith(['calendar']));
  const roles = known([ROLES.applicationAdministrator]);
  const choices = choicesFor(cirrus, ticked(['calendar', 'mail']));
  expect(consentCheck(contoso({ existing, roles }), cirrus, choices)).toMatchObject([{ state: 'ok' }]);
  expect(consentCheck(contoso({ roles }), cirrus, choices)).toMatchObject([{ state: 'warn' }]);
});

test('a permission that the tenant does not have is still asked for', () => {
  const [found] = consentCheck(contoso({ resources: [] }), saas, choicesFor(saas));
  expect(found).toMatchObject({ id: 'consent', state: 'ok' });
});
