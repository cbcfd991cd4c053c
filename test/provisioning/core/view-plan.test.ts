/** A plan as it is shown: what is written, what is there, what stays, what goes. */
import { describe, expect, test } from '@jest/globals';
import type { PlanView } from '../../../src/provisioning/contract.ts';
import type { Plan, TenantFacts } from '../../../src/provisioning/core/plan-types.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { planView } from '../../../src/provisioning/core/view-plan.ts';
import { onTopOf, planWith } from './cirrus.ts';
import {
  APP_ID,
  assignment,
  audiocodes,
  contoso,
  jtel,
  known,
  madeBy,
  planFor,
  recorded,
  ROLE_IDS,
  saas,
} from './ground.ts';
import { BO, run } from './runs.ts';

function shown(plan: Plan, facts: Partial<TenantFacts> = {}): PlanView {
  const view = planView(run({ plan, facts: contoso(facts) }), ['Mind this']);
  if (view === null) throw new TypeError('a plan is there');
  return view;
}

test('before there is a plan nothing is shown', () => {
  expect(planView(run({ plan: null }), [])).toBeNull();
  expect(planView(run({ planHash: null }), [])).toBeNull();
});

describe('C3: a plan for a registration that is there', () => {
  const existing = madeBy(planWith(['calendar']));
  const view = shown(planWith(['directory'], {}, onTopOf(['calendar'], existing)));

  test('says of each permission whether it is there', () => {
    expect(view.permissions.map(({ value, there }) => [value, there])).toEqual([
      ['User.Read.All', false],
      ['Group.Read.All', false],
      ['Calendars.Read', true],
    ]);
    expect(view).toMatchObject({ nothingToDo: false, credential: { kind: 'none', because: 'kept' } });
  });

  test('says which it is, and what is changed of it', () => {
    expect(view.existing).toEqual({
      appId: APP_ID,
      made: 'by-us',
      settingsChange: true,
      servicePrincipalThere: true,
      tooMuch: [],
      removals: [],
    });
  });

  test('says that nothing is to do where all is there', () => {
    expect(shown(planWith([], {}, onTopOf(['calendar'], existing))).nothingToDo).toBe(true);
  });
});

test('A20: a clean-up lists what goes, granted or only requested', () => {
  const [first] = madeBy(planWith(['calendar'])).application.requested;
  const bare = madeBy(planFor(audiocodes));
  const existing = {
    ...bare,
    assignments: [assignment('a', ROLE_IDS['User.Read.All'])],
    application: { ...bare.application, requested: first === undefined ? [] : [first] },
  };
  const target = { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp: true } as const;
  const around = { known: [recorded()], target, facts: contoso({ existing }) };
  expect(shown(planFor(audiocodes, { description: 'Hamburg' }, around)).existing).toMatchObject({
    made: 'adopted',
    removals: ['User.Read.All (application)', 'Calendars.Read, requested and not granted'],
  });
});

test('J4: a user that is made is part of it, with its name and what its password does', () => {
  expect(shown(planFor(jtel, { neverExpires: 'true' })).user).toMatchObject({
    kind: 'create',
    userPrincipalName: 'jtel-presence@contoso.example',
    neverExpires: true,
    becomesOwner: true,
  });
});

test('C16, C17: addresses and public client are shown', () => {
  expect(shown(planWith(['mail']))).toMatchObject({ publicClient: true, warnings: ['Mind this'] });
  expect(shown(planWith(['mail'])).redirects).toHaveLength(3);
  expect(shown(planWith(['calendar']))).toMatchObject({ publicClient: false, redirects: [] });
});

describe('S5: consent', () => {
  const may = (typed: Record<string, string>, roles: readonly string[]) =>
    shown(planFor(saas, typed), { roles: known(roles) }).requesterMayConsent;

  test('by the vendor’s rule, which is named, or by Microsoft’s', () => {
    expect(shown(planFor(saas)).vendorConsentRule).toBe('Global Administrator');
    expect(shown(planFor(saas, { consentRule: 'microsoft' })).vendorConsentRule).toBeNull();
    expect(may({}, [ROLES.globalAdministrator])).toBe(true);
    expect(may({}, [ROLES.privilegedRoleAdministrator])).toBe(false);
    expect(may({ consentRule: 'microsoft' }, [ROLES.privilegedRoleAdministrator])).toBe(true);
  });

  test('is anybody’s where nothing is asked for', () => {
    expect(shown(planFor(audiocodes), { roles: known([]) }).requesterMayConsent).toBe(true);
  });

  test('the requester is not among those who could be asked', () => {
    const role = 'Global Administrator';
    const other = { ...contoso().me, displayName: 'Gina', role };
    const approvers = known([{ ...other, oid: BO.oid }, other]);
    expect(shown(planFor(saas), { approvers }).approvers).toEqual([
      { oid: other.oid, displayName: 'Gina', role },
    ]);
  });
});
