/** A permission as the tenant publishes it, and whether it is granted already. */
import { describe, expect, test } from '@jest/globals';
import type { ChosenPermission } from '../../../src/provisioning/core/permissions.ts';
import { planPermission, remembered } from '../../../src/provisioning/core/plan-permissions.ts';
import { nameOf } from '../../../src/provisioning/core/plan-existing.ts';
import type { ExistingFacts } from '../../../src/provisioning/core/plan-types.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import {
  assignment,
  contoso,
  grant,
  madeBy,
  oid,
  planFor,
  problemsFor,
  jtel,
  ROLE_IDS,
  SCOPE_IDS,
} from './ground.ts';
import { planWith } from './cirrus.ts';

const asItself: ChosenPermission = {
  resource: MICROSOFT_GRAPH,
  value: 'User.Read.All',
  type: 'application',
  id: ROLE_IDS['User.Read.All'],
  why: '',
};
const asAnAccount: ChosenPermission = { ...asItself, type: 'delegated', id: SCOPE_IDS['User.Read.All'] };

describe('a permission is there already', () => {
  const bare = madeBy(planWith(['mail']), { assignments: [], grants: [] });
  const isThere = (chosen: ChosenPermission, change: Partial<ExistingFacts>) => {
    const part = planPermission(chosen, contoso({ existing: { ...bare, ...change } }));
    return 'planned' in part ? part.planned.there : part.problem.code;
  };
  const role = ROLE_IDS['User.Read.All'];

  test.each<[string, ChosenPermission, Partial<ExistingFacts>, boolean]>([
    ['as an assignment', asItself, { assignments: [assignment('a', role)] }, true],
    ['not by one on another API', asItself, { assignments: [assignment('a', role, oid(99))] }, false],
    ['not by a grant of that name', asItself, { grants: [grant('g', ['User.Read.All'])] }, false],
    ['as a scope for everybody', asAnAccount, { grants: [grant('g', ['x', 'User.Read.All'])] }, true],
    [
      'not as one person’s scope',
      asAnAccount,
      { grants: [grant('g', ['User.Read.All'], { allPrincipals: false })] },
      false,
    ],
    [
      'not by a scope of another API',
      asAnAccount,
      { grants: [grant('g', ['User.Read.All'], { resourceId: oid(99) })] },
      false,
    ],
    ['not by an assignment', asAnAccount, { assignments: [assignment('a', role)] }, false],
  ])('%s', (_, chosen, change, expected) => expect(isThere(chosen, change)).toBe(expected));

  test('never on a new registration', () => {
    const part = planPermission(asItself, contoso());
    expect('planned' in part && part.planned.there).toBe(false);
  });
});

describe('J9: a permission asked for by name', () => {
  test('gets the id and the words of the tenant', () => {
    const { permissions } = planFor(jtel, { morePermissions: 'Presence.Read' });
    expect(permissions.at(-1)).toMatchObject({
      value: 'Presence.Read',
      type: 'delegated',
      id: SCOPE_IDS['Presence.Read'],
      displayName: 'About Presence.Read',
    });
  });

  test('is refused where the tenant has none of that name and type', () => {
    expect(problemsFor(jtel, { morePermissions: 'Presence.ReadAll' })).toEqual(['PERMISSION_UNKNOWN']);
    expect(problemsFor(jtel, { morePermissions: 'Calendars.Read' })).toEqual(['PERMISSION_UNKNOWN']);
  });
});

test('an id is the same in whichever case the tenant writes it', () => {
  const upper = (facts: { readonly id: string }) => ({ ...facts, id: facts.id.toUpperCase() });
  const resources = contoso().resources.map((resource) => ({
    ...resource,
    appRoles: resource.appRoles.map((role) => ({ ...role, ...upper(role) })),
  }));
  const part = planPermission(asItself, contoso({ resources }));
  expect('planned' in part && part.planned.id).toBe(ROLE_IDS['User.Read.All']);
});

describe('what a run keeps of a resource', () => {
  const facts = contoso();
  const slim = { ...facts, resources: facts.resources.map((one) => remembered(one, [asItself], null)) };
  const names = (resources: typeof facts.resources) =>
    resources.flatMap(({ appRoles, scopes }) => [...appRoles, ...scopes]).map(({ value }) => value);

  test('is enough to plan what is asked for', () => {
    expect(planPermission(asItself, slim)).toEqual(planPermission(asItself, facts));
  });

  test('says of an id that is another permission’s what it is, as all of it would', () => {
    const wrong = { ...asItself, id: ROLE_IDS['CallRecords.Read.All'] };
    const kept = facts.resources.map((one) => remembered(one, [wrong], null));
    expect(planPermission(wrong, { ...facts, resources: kept })).toEqual(planPermission(wrong, facts));
  });

  test('is nothing else of it', () => {
    expect(names(slim.resources)).toEqual(
      names(facts.resources).filter((value) => value === 'User.Read.All'),
    );
    expect(nameOf('constructor', slim.resources)).toBe('constructor');
  });

  test('is the name of what the registration has already, too', () => {
    const [calls, presence] = [ROLE_IDS['CallRecords.Read.All'], SCOPE_IDS['Presence.Read']];
    const made = madeBy(planWith(['mail']), { assignments: [assignment('a', calls)] });
    const access = [{ id: presence.toUpperCase(), type: 'Scope' as const }];
    const application = { ...made.application, requested: [{ resource: MICROSOFT_GRAPH, access }] };
    const kept = facts.resources.map((one) => remembered(one, [], { ...made, application }));
    expect(names(kept)).toEqual(['CallRecords.Read.All', 'Presence.Read']);
    expect(nameOf(calls.toUpperCase(), kept)).toBe('CallRecords.Read.All');
  });
});
