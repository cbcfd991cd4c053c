/** What is added to a registration that is there, what of it is not the plan's, and the guided clean-up. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MICROSOFT_GRAPH, type AppId } from '../../../src/provisioning/core/ids.ts';
import { sameSettings, settingsAfter, type Settings } from '../../../src/provisioning/core/plan-existing.ts';
import type {
  ExistingFacts,
  Plan,
  PlannedExisting,
  Target,
} from '../../../src/provisioning/core/plan-types.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';
import { onTopOf, planWith } from './cirrus.ts';
import {
  APP_ID,
  assignment,
  audiocodes,
  contoso,
  grant,
  madeBy,
  nectar,
  oid,
  planFor,
  recorded,
  ROLE_IDS,
  saas,
  SCOPE_IDS,
} from './ground.ts';
import { anySettings, applicationWith } from './settings.ts';
import { run } from './runs.ts';

const OTHER_API = '00000002-0000-0000-c000-000000000000' as AppId;
const OTHER_PRINCIPAL = oid(8);

function written(plan: Plan): readonly string[] {
  return planSteps(run(), plan).map(({ step }) => step);
}

function missing({ permissions }: Plan): readonly string[] {
  return permissions.filter(({ there }) => !there).map(({ type, value }) => `${type} ${value}`);
}

describe('C3: a function added to a registration of Cirrus', () => {
  const add = (there: readonly string[], added: readonly string[], existing = madeBy(planWith(there))) =>
    planWith(added, {}, onTopOf(there, existing));

  test.each<[string, readonly string[], readonly string[], readonly string[], readonly string[]]>([
    [
      'users to a calendar',
      ['calendar'],
      ['directory'],
      ['application User.Read.All', 'application Group.Read.All'],
      ['settings', 'app-role:User.Read.All', 'app-role:Group.Read.All'],
    ],
    [
      'mail to a calendar',
      ['calendar'],
      ['mail'],
      ['delegated Mail.ReadWrite.Shared', 'delegated Mail.Send.Shared'],
      ['settings', 'delegated-grant'],
    ],
    [
      'presence to mail',
      ['mail'],
      ['presence'],
      ['application Presence.ReadWrite.All', 'delegated Presence.Read.All'],
      ['settings', 'app-role:Presence.ReadWrite.All', 'delegated-grant', 'secret'],
    ],
    ['the same again', ['calendar', 'mail'], ['mail'], [], []],
    ['nothing new', ['directory'], [], [], []],
  ])('%s asks for what is missing and writes nothing else', (_, there, added, permissions, steps) => {
    const plan = add(there, added);
    expect(missing(plan)).toEqual(permissions);
    expect(written(plan)).toEqual(steps);
  });

  test('keeps what is there: the name, the audience and every permission', () => {
    const first = madeBy(planWith(['calendar']));
    const application = {
      ...first.application,
      displayName: 'Renamed',
      signInAudience: 'AzureADMultipleOrgs',
    };
    const plan = add(['calendar'], ['directory'], { ...first, application });
    expect(plan.application).toMatchObject({ displayName: 'Renamed', signInAudience: 'AzureADMultipleOrgs' });
    expect(plan.existing).toMatchObject({ appId: APP_ID, made: 'by-us', settingsChange: true, tooMuch: [] });
    expect(plan.creatorBecomesOwner).toBe(false);
  });

  test('makes the service principal where it is gone', () => {
    const bare = madeBy(planWith(['calendar']), { servicePrincipalId: null, assignments: [] });
    expect(written(add(['calendar'], [], bare))).toEqual(['service-principal', 'app-role:Calendars.Read']);
  });
});

describe('a registration that somebody else made', () => {
  const adopt = (existing: ExistingFacts, cleanUp = false, definition = audiocodes) =>
    planFor(
      definition,
      { description: 'Hamburg', credential: 'secret' },
      {
        known: [recorded()],
        target: { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp },
        facts: contoso({ existing }),
      },
    );

  /** What AudioCodes' wizard leaves behind. */
  const wizard = madeBy(planFor(audiocodes), {
    assignments: [assignment('a-1', ROLE_IDS['User.Read.All']), assignment('a-2', 'unpublished')],
    grants: [grant('g-1', ['User.Read.All', 'offline_access'])],
    owners: [{ id: oid(90) }],
    application: {
      ...madeBy(planFor(audiocodes)).application,
      requested: [
        {
          resource: MICROSOFT_GRAPH,
          access: [
            { id: ROLE_IDS['User.Read.All'], type: 'Role' },
            { id: ROLE_IDS['Calendars.Read'], type: 'Role' },
            { id: SCOPE_IDS['User.Read.All'], type: 'Scope' },
          ],
        },
      ],
      redirects: { web: ['https://old.example'], spa: [], publicClient: [] },
    },
  });

  test('A19: what it has and does not need is told, and left alone', () => {
    const plan = adopt(wizard);
    expect(plan.existing).toMatchObject({
      made: 'adopted',
      settingsChange: false,
      removals: null,
      tooMuch: [
        'User.Read.All (application)',
        'unpublished (application)',
        'User.Read.All, offline_access (delegated)',
        'Calendars.Read, requested and not granted',
        'redirect address https://old.example',
        'client secret registrar 12345678-1, until 21 Nov 2026',
        '1 owner',
      ],
    });
    expect(written(plan)).toEqual(['secret']);
  });

  test('A20: the clean-up takes every permission away, and asks for none', () => {
    const plan = adopt(wizard, true);
    expect(plan.existing?.removals).toEqual({
      assignments: [
        { id: 'a-1', value: 'User.Read.All (application)' },
        { id: 'a-2', value: 'unpublished (application)' },
      ],
      grants: [{ id: 'g-1', value: 'User.Read.All, offline_access (delegated)', keep: [] }],
      requests: ['Calendars.Read'],
    });
    expect(written(plan)).toEqual([
      'settings',
      'remove-app-role:User.Read.All (application)',
      'remove-app-role:unpublished (application)',
      'remove-grant:User.Read.All, offline_access (delegated)',
      'secret',
    ]);
    expect(plan.existing?.tooMuch).toEqual([
      'redirect address https://old.example',
      'client secret registrar 12345678-1, until 21 Nov 2026',
      '1 owner',
    ]);
  });

  test('the clean-up keeps the scopes that are planned, and takes the others of the same grant', () => {
    const all = madeBy(planFor(saas));
    const existing = { ...all, grants: [grant('g-1', ['offline_access', 'User.Read.All'])] };
    const plan = adopt(existing, true, saas);
    expect(plan.existing?.removals).toEqual({
      assignments: [],
      grants: [{ id: 'g-1', value: 'User.Read.All (delegated)', keep: ['offline_access'] }],
      requests: [],
    });
    expect(written(plan)).toEqual(['remove-grant:User.Read.All (delegated)', 'secret']);
  });

  test('what the plan wants is wanted of its own API alone', () => {
    const all = madeBy(planFor(saas));
    const facts = {
      ...all,
      assignments: [...all.assignments, assignment('a-9', ROLE_IDS['User.Read.All'], OTHER_PRINCIPAL)],
      grants: [...all.grants, grant('g-9', ['offline_access'], { resourceId: OTHER_PRINCIPAL })],
      application: {
        ...all.application,
        requested: [
          ...all.application.requested,
          { resource: OTHER_API, access: [{ id: SCOPE_IDS.offline_access, type: 'Scope' as const }] },
        ],
      },
    };
    expect(adopt(facts, false, saas).existing?.tooMuch.slice(0, 2)).toEqual([
      'User.Read.All (application)',
      'offline_access (delegated)',
    ]);
    expect(adopt(facts, true, saas).existing?.removals).toMatchObject({
      assignments: [{ id: 'a-9' }],
      grants: [{ id: 'g-9', keep: [] }],
    });
  });

  test('what it lacks is added: permissions, requests and addresses', () => {
    const bare = madeBy(planFor(saas), { assignments: [], grants: [] });
    const none = { web: [], spa: [], publicClient: [] };
    const existing = { ...bare, application: { ...bare.application, requested: [], redirects: none } };
    const plan = adopt(existing, false, saas);
    expect(missing(plan)).toHaveLength(5);
    expect(written(plan)).toEqual([
      'settings',
      ...['Directory', 'Organization', 'User', 'Reports'].map((name) => `app-role:${name}.Read.All`),
      'delegated-grant',
      'secret',
    ]);
  });

  test('the user of the plan is no stranger among its owners, and certificates are named', () => {
    const { existing } = adopt({
      ...madeBy(planFor(nectar)),
      owners: [{ id: oid(90) }, { id: oid(91) }],
      application: {
        ...madeBy(planFor(nectar)).application,
        passwords: [],
        certificates: [
          {
            keyId: oid(92) as never,
            displayName: null,
            startDateTime: '2026-11-01T00:00:00Z',
            endDateTime: '2027-11-01T00:00:00Z',
            ...{ type: '', usage: '', customKeyIdentifier: null, thumbprint: null },
          },
        ],
      },
    });
    expect(existing?.tooMuch.slice(-2)).toEqual(['certificate without a name, until 1 Nov 2027', '2 owners']);
  });

  test('of ours, secrets and owners are no news', () => {
    const target: Target = { kind: 'existing', appId: APP_ID, made: 'by-us', cleanUp: false };
    const around = { known: [recorded()], target, facts: contoso({ existing: wizard }) };
    const { existing } = planFor(audiocodes, { description: 'Hamburg' }, around);
    expect(existing?.tooMuch).not.toContain('1 owner');
  });
});

describe('settings', () => {
  const wanted = planWith(['mail']);

  test('there and wanted come together, each once, and what is there comes first', () => {
    const there = applicationWith({
      requested: [
        { resource: MICROSOFT_GRAPH, access: [{ id: SCOPE_IDS['Mail.Send.Shared'], type: 'Scope' }] },
      ],
      redirects: { web: ['https://a.example'], spa: [], publicClient: ['http://localhost:8639'] },
      publicClient: false,
    });
    expect(settingsAfter(there, wanted, false)).toEqual({
      requested: [
        {
          resource: MICROSOFT_GRAPH,
          access: [
            { id: SCOPE_IDS['Mail.Send.Shared'], type: 'Scope' },
            { id: SCOPE_IDS['Mail.ReadWrite.Shared'], type: 'Scope' },
          ],
        },
      ],
      redirects: {
        web: ['https://a.example'],
        spa: [],
        publicClient: [
          'http://localhost:8639',
          'https://login.microsoftonline.com/common/oauth2/nativeclient',
          'urn:ietf:wg:oauth:2.0:oob',
        ],
      },
      publicClient: true,
    });
  });

  test('after a clean-up only what is wanted is requested; addresses stay', () => {
    const none = planFor(audiocodes);
    const there = applicationWith({ ...settingsAfter(applicationWith(), wanted, false) });
    const after = settingsAfter(there, none, true);
    expect(after).toEqual({ requested: [], redirects: there.redirects, publicClient: true });
  });

  test('hold all that was there and all that is wanted, and applying them twice changes nothing', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const once = settingsAfter(applicationWith(settings), wanted, false);
        expect(uris(once)).toEqual(expect.arrayContaining([...uris(settings), ...uris(wanted.application)]));
        expect(ids(once)).toEqual(expect.arrayContaining(ids(settings)));
        expect(sameSettings(settingsAfter(applicationWith(once), wanted, false), once)).toBe(true);
      }),
    );
  });

  test('are the same whatever the order of their lists', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const turned: Settings = {
          ...settings,
          requested: [...settings.requested].reverse(),
          redirects: { ...settings.redirects, web: [...settings.redirects.web].reverse() },
        };
        expect(sameSettings(settings, turned)).toBe(true);
        expect(sameSettings(settings, { ...settings, publicClient: !settings.publicClient })).toBe(false);
      }),
    );
  });

  const uris = ({ redirects }: Pick<Settings, 'redirects'>) => Object.values(redirects).flat();
  const ids = ({ requested }: Settings) => requested.flatMap(({ access }) => access.map(({ id }) => id));
});

test('what is too much and what is removed are never the same thing', () => {
  const both = ({ tooMuch, removals }: PlannedExisting) =>
    [...(removals?.assignments ?? []), ...(removals?.grants ?? [])].filter(({ value }) =>
      tooMuch.includes(value),
    );
  const existing = madeBy(planFor(nectar), { grants: [grant('g', ['User.Read.All'])] });
  for (const cleanUp of [true, false]) {
    const target: Target = { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp };
    const plan = planFor(nectar, {}, { known: [recorded()], target, facts: contoso({ existing }) });
    expect(plan.existing && both(plan.existing)).toEqual([]);
  }
});
