/** Who may approve what a plan asks for: Microsoft's rules, and the vendor's where it is stricter. */
import { describe, expect, test } from '@jest/globals';
import {
  approvingRoleNames,
  consentAsked,
  consentOf,
  mayApprove,
  rolesThatApprove,
  type Consent,
} from '../../../src/provisioning/core/approvers.ts';
import type { Plan, PlannedExisting } from '../../../src/provisioning/core/plan-types.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { onTopOf, planWith, ticked } from './cirrus.ts';
import {
  audiocodes,
  choicesFor,
  cirrus,
  contoso,
  jtel,
  madeBy,
  nectar,
  planFor,
  recorded,
  saas,
} from './ground.ts';

const names = (consent: Consent) => approvingRoleNames(consent).split(' or ').filter(Boolean);

const ANYTHING = ['Global Administrator', 'Privileged Role Administrator'];
const THE_REST = [...ANYTHING, 'Application Administrator', 'Cloud Application Administrator'];

describe('who may approve', () => {
  test.each<[string, Consent, readonly string[]]>([
    ['C10: application permissions of Graph', consentOf(planWith(['directory'])), ANYTHING],
    ['C12: delegated permissions alone', consentOf(planWith(['mail'])), THE_REST],
    ['both together', consentOf(planWith(['mail', 'calendar'])), ANYTHING],
    ['J9: delegated presence', consentOf(planFor(jtel)), THE_REST],
    ['S5: as the vendor asks', consentOf(planFor(saas)), ['Global Administrator']],
    ['S5: as Microsoft allows', consentOf(planFor(saas, { consentRule: 'microsoft' })), ANYTHING],
    ['A20: nothing at all', consentOf(planFor(audiocodes)), []],
    ['A23: an Entra role', { ...consentOf(planFor(audiocodes)), directoryRoles: true }, ANYTHING],
    [
      'a vendor’s rule where no permission is asked for',
      { permissions: [], directoryRoles: true, vendorRule: ['Global Administrator'] },
      ANYTHING,
    ],
  ])('%s', (_, consent, expected) => expect(names(consent)).toEqual(expected));

  test('nobody in particular where no consent is asked for', () => {
    expect(rolesThatApprove(consentOf(planFor(audiocodes)))).toBeNull();
    expect(mayApprove([], consentOf(planFor(audiocodes)))).toBe(true);
  });

  test('S5: a Privileged Role Administrator only where the admin says so', () => {
    const may = (rule: string) =>
      mayApprove([ROLES.privilegedRoleAdministrator], consentOf(planFor(saas, { consentRule: rule })));
    expect([may('vendor'), may('microsoft')]).toEqual([false, true]);
    expect(mayApprove([ROLES.globalAdministrator], consentOf(planFor(saas)))).toBe(true);
  });
});

describe('what a plan asks authority for', () => {
  test('C3: only what is not granted yet', () => {
    const around = onTopOf(['calendar'], madeBy(planWith(['calendar'])));
    expect(names(consentOf(planWith(['mail'], {}, around)))).toEqual(THE_REST);
    expect(rolesThatApprove(consentOf(planWith([], {}, around)))).toBeNull();
  });

  test('A20: taking rights away takes whoever may give them', () => {
    const cleaned = planFor(
      audiocodes,
      { credential: 'none' },
      {
        known: [recorded()],
        facts: contoso({ existing: madeBy(planFor(audiocodes)) }),
      },
    );
    const removals = (change: Partial<NonNullable<PlannedExisting['removals']>>): Plan => ({
      ...cleaned,
      existing: cleaned.existing && {
        ...cleaned.existing,
        removals: { assignments: [], grants: [], requests: ['x'], ...change },
      },
    });
    expect(names(consentOf(removals({ assignments: [{ id: 'a', value: 'x' }] })))).toEqual(ANYTHING);
    expect(names(consentOf(removals({ grants: [{ id: 'g', value: 'x', keep: [] }] })))).toEqual(ANYTHING);
    expect(rolesThatApprove(consentOf(removals({})))).toBeNull();
  });

  test('A23: Entra roles that change, as they are typed and as they are planned', () => {
    const typed = (value: object) => ({ ...choicesFor(audiocodes), ...value });
    expect(consentAsked(audiocodes, typed({ directoryRoles: ['x'] })).directoryRoles).toBe(true);
    expect(consentAsked(audiocodes, typed({ rolesToRemove: ['x'] })).directoryRoles).toBe(true);
    expect(consentAsked(audiocodes, typed({})).directoryRoles).toBe(false);
  });

  test('before the checks: all that the choices could come to', () => {
    const asked = consentAsked(cirrus, choicesFor(cirrus, ticked(['mail', 'calendar'])));
    expect(asked.permissions).toHaveLength(3);
    expect(consentAsked(saas, choicesFor(saas)).vendorRule).toEqual(['Global Administrator']);
    expect(consentAsked(nectar, choicesFor(nectar)).vendorRule).toEqual([]);
  });
});
