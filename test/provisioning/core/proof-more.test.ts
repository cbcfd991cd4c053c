/** What a plan holds beside permissions and a credential is read back too. */
import { describe, expect, test } from '@jest/globals';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import type { ExistingFacts, Plan, UserFacts } from '../../../src/provisioning/core/plan-types.ts';
import { moreProof } from '../../../src/provisioning/core/proof-more.ts';
import { judge, type ReadBack } from '../../../src/provisioning/core/proof.ts';
import { ACCOUNT, planWith } from './cirrus.ts';
import {
  APP_ID,
  assignment,
  audiocodes,
  contoso,
  grant,
  jtel,
  KEY,
  known,
  madeBy,
  nectar,
  NOW,
  oid,
  planFor,
  recorded,
  ROLE_IDS,
  saas,
  USER,
  userFacts,
  type Typed,
} from './ground.ts';

/** Each line with its verdict, as the directory shows the plan, but for what is changed. */
function lines(plan: Plan, change: Partial<ReadBack> = {}): readonly string[] {
  const { userPrincipalName = '' } = plan.user ?? {};
  const user = plan.user === null ? null : userFacts(userPrincipalName);
  const back = { ...madeBy(plan), user, resources: contoso().resources, ...change };
  return moreProof(plan, back).map(({ what, verdict }) => `${verdict}: ${what}`);
}

test('nothing is said where the plan says nothing', () => {
  expect(lines(planFor(nectar))).toEqual([]);
  expect(lines(planFor(audiocodes))).toEqual([]);
});

describe('settings', () => {
  const plan = planWith(['mail']);
  const { application } = madeBy(plan);
  const ADDRESSES =
    'Redirect addresses: https://login.microsoftonline.com/common/oauth2/nativeclient, urn:ietf:wg:oauth:2.0:oob, http://localhost:8639';

  test('C16, C17: addresses and public client are proven', () => {
    expect(lines(plan).slice(0, 2)).toEqual([
      `proven: ${ADDRESSES}`,
      'proven: Public client flows are allowed',
    ]);
  });

  test('S7: one address is proven, beside any that was there', () => {
    const one = planFor(saas);
    expect(lines(one)).toEqual(['proven: Redirect address: http://localhost']);
    const more = { web: ['https://theirs.example', 'http://localhost'], spa: [], publicClient: [] };
    const there = { ...madeBy(one).application, redirects: more };
    expect(lines(one, { application: there })).toEqual(['proven: Redirect address: http://localhost']);
  });

  const elsewhere = { web: application.redirects.publicClient, spa: [], publicClient: [] };

  test.each<[string, ReadBack['application'], readonly string[]]>([
    ['public client is off', { ...application, publicClient: false }, ['proven', 'missing']],
    [
      'one address of three is gone',
      {
        ...application,
        redirects: {
          ...application.redirects,
          publicClient: application.redirects.publicClient.slice(1),
        },
      },
      ['missing', 'proven'],
    ],
    [
      'the addresses are of another platform',
      { ...application, redirects: elsewhere },
      ['missing', 'proven'],
    ],
    ['a permission is not requested', { ...application, requested: [] }, ['proven', 'proven']],
    ['the application is gone', null, ['missing', 'missing']],
  ])('are judged one by one when %s', (_, seen, verdicts) => {
    const found = lines(plan, { application: seen }).slice(0, 2);
    expect(found).toEqual([
      `${verdicts[0]}: ${ADDRESSES}`,
      `${verdicts[1]}: Public client flows are allowed`,
    ]);
  });
});

describe('the user', () => {
  const NAME = 'jtel-presence@contoso.example';

  test('J4, J8: is enabled, and an owner', () => {
    expect(lines(planFor(jtel))).toEqual([`proven: User ${NAME} is enabled`, `proven: ${NAME} is an owner`]);
  });

  test.each<[string, Partial<ReadBack>, Typed, readonly string[]]>([
    ['is disabled', { user: userFacts(NAME, { enabled: false }) }, {}, ['missing', 'proven']],
    ['is not there', { user: null }, {}, ['missing', 'missing']],
    ['is no owner', { owners: [{ id: oid(99) }] }, {}, ['proven', 'missing']],
    ['may expire though it should not', {}, { neverExpires: 'true' }, ['missing', 'proven']],
  ])('J8: %s', (_, change, typed, verdicts) => {
    expect(lines(planFor(jtel, typed), change).map((line) => line.split(':')[0])).toEqual(verdicts);
  });

  test('J7: whose password never expires is read back so', () => {
    const user: UserFacts = userFacts(NAME, { passwordNeverExpires: true });
    expect(lines(planFor(jtel, { neverExpires: 'true' }), { user })[0]).toBe(
      `proven: User ${NAME} is enabled, its password never expires`,
    );
  });

  test('C22: Cirrus’ is looked at, and is no owner', () => {
    expect(lines(planWith(['mail'])).slice(2)).toEqual([`proven: User ${ACCOUNT} is enabled`]);
  });

  test('J8: one that owned the application before is still shown to own it', () => {
    const facts = contoso({
      user: known(userFacts(NAME)),
      existing: madeBy(planFor(jtel), { owners: [{ id: USER }] }),
    });
    const plan = planFor(jtel, { userWay: 'existing', userExisting: NAME }, { known: [recorded()], facts });
    expect(lines(plan, { owners: [{ id: USER }] })).toContain(`proven: ${NAME} is an owner`);
  });
});

describe('A23: Entra roles', () => {
  const roleDefinitions = known([
    { id: 'reader', displayName: 'Global Reader' },
    { id: 'reports', displayName: 'Reports Reader' },
  ]);
  const existing = madeBy(planFor(audiocodes), {
    directoryRoles: [{ id: 'held', roleDefinitionId: 'reports' }],
  });
  const typed = {
    description: 'Hamburg',
    directoryRoles: 'Global Reader',
    rolesToRemove: 'Reports Reader',
  };
  const plan = planFor(audiocodes, typed, {
    known: [recorded()],
    facts: contoso({ existing, roleDefinitions }),
  });

  test('that were added are there, and those taken away are gone', () => {
    expect(lines(plan)).toEqual([
      'proven: Entra role Global Reader',
      'proven: Entra role Reports Reader is taken away',
    ]);
  });

  test('are missing the other way round', () => {
    expect(lines(plan, { directoryRoles: [{ id: 'held', roleDefinitionId: 'reports' }] })).toEqual([
      'missing: Entra role Global Reader',
      'missing: Entra role Reports Reader is taken away',
    ]);
  });
});

describe('A20: the clean-up', () => {
  const cleaned = (definition = audiocodes, existing: ExistingFacts = madeBy(planFor(definition))) =>
    planFor(
      definition,
      { description: 'Hamburg' },
      {
        known: [recorded()],
        target: { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp: true },
        facts: contoso({ existing }),
      },
    );
  const requested = [{ resource: MICROSOFT_GRAPH, access: [{ id: 'x', type: 'Role' as const }] }];

  test('is proven by three empty lists', () => {
    expect(lines(cleaned())).toEqual([
      'proven: No permission is requested',
      'proven: No application permission is granted',
      'proven: No delegated permission is granted',
    ]);
  });

  test('is missing what is still there, list by list', () => {
    const { application } = madeBy(cleaned());
    expect(
      lines(cleaned(), {
        application: { ...application, requested },
        assignments: [assignment('a', ROLE_IDS['User.Read.All'])],
        grants: [grant('g', ['User.Read'])],
      }).map((line) => line.split(':')[0]),
    ).toEqual(['missing', 'missing', 'missing']);
    expect(lines(cleaned(), { grants: [grant('g', [])] })[2]).toMatch(/^proven/);
  });

  test('leaves what the plan names, and says so', () => {
    expect(lines(cleaned(saas)).slice(1)).toEqual([
      'proven: No permission beyond the plan is requested',
      'proven: No application permission beyond the plan is granted',
      'proven: No delegated permission beyond the plan is granted',
    ]);
  });
});

describe('C18: without a credential', () => {
  test('the proof says that there is none, and takes no token', () => {
    const plan = planWith(['mail']);
    const back = { ...madeBy(plan), user: userFacts(ACCOUNT), resources: contoso().resources };
    const proof = judge(plan, back, null, null, new Date(NOW).toISOString());
    expect(proof.credential).toBe('none');
    expect(proof.permissions).toEqual([
      { value: 'Mail.ReadWrite.Shared', granted: 'proven', inToken: 'not-checked' },
      { value: 'Mail.Send.Shared', granted: 'proven', inToken: 'not-checked' },
    ]);
    expect(judge(plan, { ...back, application: null }, null, null, '').credential).toBe('missing');
  });
});

test('S11: four roles and one scope are proven together', () => {
  const plan = planFor(saas);
  const back = { ...madeBy(plan), user: null, resources: contoso().resources };
  const roles = plan.permissions.filter(({ type }) => type === 'application').map(({ value }) => value);
  const proof = judge(plan, back, { kind: 'roles', roles }, KEY, '');
  expect(proof.permissions.map(({ granted, inToken }) => `${granted} ${inToken}`)).toEqual([
    ...Array<string>(4).fill('proven proven'),
    'proven not-checked',
  ]);
  expect(proof).toMatchObject({ credential: 'proven', surplus: [] });
});
