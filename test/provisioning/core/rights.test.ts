/** What a definition could ask for, and what a new version asks for beyond the last: every way to ask for more is told. */
import { describe, expect, test } from '@jest/globals';
import type { Definition, Permission, PermissionChoice } from '../../../src/provisioning/core/definition.ts';
import { MICROSOFT_GRAPH, type AppId } from '../../../src/provisioning/core/ids.ts';
import { rightsDiff, rightsOf, widens } from '../../../src/provisioning/core/rights.ts';
import { shipped } from '../../fakes/shipped.ts';

const nectar = bundled('nectar');
const cirrus = bundled('cirrus-connect');
const jtel = bundled('jtel-presence');

function bundled(id: string): Definition {
  const found = shipped().find((definition) => definition.id === id);
  if (!found) throw new RangeError(`no definition ${id}`);
  return found;
}

function diff(before: Definition, after: Partial<Definition>) {
  return rightsDiff(rightsOf(before), rightsOf({ ...before, ...after }));
}

const MAIL: Permission = {
  resource: MICROSOFT_GRAPH,
  value: 'Mail.Read',
  type: 'application',
  id: '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
};
const OTHER_SERVICE = '00000002-0000-0ff1-ce00-000000000000' as AppId;
const asked = { id: 'mail', label: 'Mail', why: 'To read it.' };
const always: PermissionChoice = { ...asked, kind: 'always', permission: MAIL };

function optional(ticked: boolean): PermissionChoice {
  return { ...asked, kind: 'optional', permission: MAIL, ticked, without: 'Nothing.' };
}

function withChoice(definition: Definition, choice: PermissionChoice): Definition {
  return { ...definition, permissions: [...definition.permissions, choice] };
}

/** Permissions of a definition, one of them changed. */
function edit(definition: Definition, id: string, change: (choice: PermissionChoice) => PermissionChoice) {
  return {
    permissions: definition.permissions.map((choice) => (choice.id === id ? change(choice) : choice)),
  };
}

test('the list of rights is in words for people', () => {
  expect([...new Set(rightsOf(nectar).map(({ words }) => words))]).toEqual([
    'CallRecords.Read.All (application), always',
    'User.Read.All (application), chosen from the start',
    'User.ReadBasic.All (application), if chosen',
    'GroupMember.Read.All (application), chosen from the start',
    'TeamworkDevice.Read.All (application), if chosen',
    'The vendor is Nectar',
    'Handed over to your Nectar representative',
    'The vendor gets the id of the application',
    'The vendor gets the id of the tenant',
    'The vendor gets the secret',
    'Sign-in by any organization, if chosen',
    'A credential, always',
    'A client secret, chosen from the start',
    'A client secret for up to 10 years',
    'A client secret for 12 months, unless somebody chooses another time',
    'A certificate',
  ]);
});

/** A record written by an earlier version is compared by these: another key means another RIGHTS_FORMAT. */
test('the keys that a kept record is compared by', () => {
  const keys = [nectar, cirrus, jtel, bundled('audiocodes-live-platform')].flatMap((one) =>
    rightsOf(one).map(({ key }) => key.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').split(' ')[0]),
  );
  expect([...new Set(keys)].sort()).toEqual(
    [
      ...['account', 'alone', 'audience', 'certificate', 'clean-up', 'code', 'credential', 'hand-over'],
      ...['more', 'permission', 'public', 'redirect', 'roles', 'secret', 'secrets', 'vendor'],
    ].sort(),
  );
  expect(rightsOf(nectar)[0]?.key).toBe(
    `permission ${MICROSOFT_GRAPH} application CallRecords.Read.All 45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8`,
  );
});

test.each(shipped().map((definition) => [definition.id, definition] as const))(
  '%s asks for nothing beyond itself, whatever it is called',
  (_, definition) => {
    const renamed = { version: 9, title: 'Another title', purpose: 'Other words.', also: ['Something'] };
    expect(diff(definition, renamed)).toEqual({ added: [], removed: [] });
    expect(widens(diff(definition, renamed))).toBe(false);
  },
);

describe('more than before', () => {
  const withMail = (choice: PermissionChoice): Definition => withChoice(nectar, choice);
  const secret = nectar.credentials.find(({ kind }) => kind === 'secret');
  const certificate = nectar.credentials.find(({ kind }) => kind === 'certificate');
  const user = jtel.user;
  if (secret?.kind !== 'secret' || !certificate || !user) throw new RangeError('the samples have changed');

  test.each<[string, Definition, Partial<Definition>, readonly string[]]>([
    ['a new permission', nectar, withMail(always), ['Mail.Read (application), always']],
    ['a new one to tick', nectar, withMail(optional(false)), ['Mail.Read (application), if chosen']],
    [
      'ticked from the start',
      withMail(optional(false)),
      withMail(optional(true)),
      ['Mail.Read (application), chosen from the start'],
    ],
    [
      'no longer to be refused',
      withMail(optional(true)),
      withMail(always),
      ['Mail.Read (application), always'],
    ],
    [
      'another id under the same name',
      withMail(always),
      withMail({ ...always, permission: { ...MAIL, id: '5b567255-7703-4780-807c-7be8301ae99b' } }),
      ['Mail.Read (application), always, under another id'],
    ],
    [
      'another type',
      withMail(always),
      withMail({ ...always, permission: { ...MAIL, type: 'delegated' } }),
      ['Mail.Read (delegated), always'],
    ],
    [
      'another service',
      withMail(always),
      withMail({ ...always, permission: { ...MAIL, resource: OTHER_SERVICE } }),
      [`Mail.Read (application) of the service ${OTHER_SERVICE}, always`],
    ],
    [
      'a wider option from the start',
      nectar,
      edit(nectar, 'people', (choice) => ({ ...choice, preset: 'basic' })),
      ['User.ReadBasic.All (application), chosen from the start'],
    ],
    [
      'no way to have none of the options',
      nectar,
      edit(nectar, 'people', (choice) =>
        choice.kind === 'one-of'
          ? { ...choice, options: choice.options.filter(({ permission }) => permission) }
          : choice,
      ),
      ['User.Read.All (application) or User.ReadBasic.All (application): one of them always'],
    ],
    [
      'without the function it belonged to',
      cirrus,
      edit(cirrus, 'calendars', ({ when: _when, ...choice }) => choice),
      ['Calendars.Read (application), always'],
    ],
    [
      'with one more function',
      cirrus,
      edit(cirrus, 'calendars', (choice) => ({ ...choice, when: { functions: ['calendar', 'mail'] } })),
      ['Calendars.Read (application), always with Outlook Calendar or Outlook mail'],
    ],
    [
      'with one more answer',
      cirrus,
      edit(cirrus, 'presence-application', (choice) => ({ ...choice, when: { functions: ['presence'] } })),
      ['Presence.ReadWrite.All (application), always with User Presence'],
    ],
    [
      'in one more case',
      cirrus,
      edit(cirrus, 'calendars', (choice) => ({
        ...choice,
        when: [{ functions: ['calendar'] }, { functions: ['mail'] }],
      })),
      ['Calendars.Read (application), always with Outlook Calendar, or with Outlook mail'],
    ],
    [
      'a function chosen from the start',
      cirrus,
      { functions: cirrus.functions.map((one) => ({ ...one, ticked: one.id === 'calendar' })) },
      ['Calendars.Read (application), always with Outlook Calendar, as first shown'],
    ],
    [
      'an answer given from the start',
      { ...cirrus, functions: cirrus.functions.map((one) => ({ ...one, ticked: true })) },
      {
        functions: cirrus.functions.map((one) => ({ ...one, ticked: true })),
        questions: cirrus.questions.map((one) =>
          one.id === 'sync' ? { ...one, preset: 'on-premises' } : one,
        ),
      },
      [expect.stringMatching(/^User\.Read\.All \(delegated\), .*, as first shown$/) as unknown as string],
    ],
    [
      'permissions by name',
      nectar,
      { morePermissions: { label: 'More', why: 'Perhaps.' } },
      ['Delegated permissions beyond the list, by name'],
    ],
    ['another vendor', nectar, { vendor: { name: 'Nеctar', domains: [] } }, ['The vendor is Nеctar']],
    [
      'another domain',
      nectar,
      { vendor: { name: 'Nectar', domains: ['nectar.test'] } },
      ['Domain of the vendor: nectar.test'],
    ],
    [
      'another address',
      nectar,
      { redirects: { ...nectar.redirects, spa: ['https://nectar.test/back'] } },
      ['Redirect address https://nectar.test/back (single-page application)'],
    ],
    [
      'somebody else to hand over to',
      nectar,
      { handOver: { ...nectar.handOver, to: 'Mallory' } },
      ['Handed over to Mallory'],
    ],
    [
      'something else to hand over',
      nectar,
      {
        handOver: {
          ...nectar.handOver,
          fields: [...nectar.handOver.fields, { label: 'Tenant', value: 'tenant-name' }],
        },
      },
      ['The vendor gets the name of the tenant'],
    ],
    [
      'other organizations from the start',
      nectar,
      { audience: { preset: 'AzureADMultipleOrgs', others: ['AzureADMyOrg'] } },
      ['Sign-in by any organization, chosen from the start'],
    ],
    [
      'other organizations in any case',
      nectar,
      { audience: { preset: 'AzureADMultipleOrgs', others: [] } },
      ['Sign-in by any organization, always'],
    ],
    ['a public client', nectar, { publicClient: 'always' }, ['A public client, always']],
    ['a public client in more cases', cirrus, { publicClient: 'always' }, ['A public client, always']],
    [
      'a registration of its own',
      { ...cirrus, functions: cirrus.functions.map(({ alone: _alone, ...one }) => one) },
      {
        functions: cirrus.functions.map(({ alone: _alone, ...one }) =>
          one.id === 'mail' ? { ...one, alone: 'Cirrus mail' } : one,
        ),
      },
      ['A registration of its own for Outlook mail'],
    ],
    [
      'an account',
      nectar,
      { user },
      [
        'A new account, chosen from the start',
        'An account that is there, if chosen',
        'The account owns the application',
        'The password of the account may never expire',
      ],
    ],
    ['only a new account', jtel, { user: { ...user, ways: ['create'] } }, ['A new account, always']],
    [
      'an account that owns the application',
      { ...jtel, user: { ...user, owner: false } },
      { user },
      ['The account owns the application'],
    ],
    [
      'an account in more cases',
      cirrus,
      { user: { ...user, ways: ['existing'], owner: false, mayNeverExpire: false } },
      ['An account that is there, always'],
    ],
    [
      'an Entra role',
      nectar,
      { directoryRoles: { preset: ['Global Administrator'], notice: 'Powerful.' } },
      [
        'Entra roles for its service principal, if chosen',
        'Entra role Global Administrator, chosen from the start',
      ],
    ],
    [
      'a longer life',
      nectar,
      { credentials: [{ ...secret, longest: 'P20Y' }, certificate] },
      ['A client secret for up to 20 years'],
    ],
    [
      'a longer life from the start',
      nectar,
      { credentials: [{ ...secret, preset: 'P24M' }, certificate] },
      ['A client secret for 24 months, unless somebody chooses another time'],
    ],
    ['no certificate any more', nectar, { credentials: [secret] }, ['A client secret, always']],
    [
      'a secret first',
      { ...nectar, credentials: [certificate, secret] },
      { credentials: [secret, certificate] },
      ['A client secret, chosen from the start'],
    ],
    ['a credential in any case', cirrus, { needsCredential: 'always' }, ['A credential, always']],
    ['signing in with a code', nectar, { deviceCode: true }, ['Signing in with a code']],
    [
      'the clean-up',
      nectar,
      { cleanUp: { why: 'Not needed.' } },
      ['Permissions of an earlier registration may be taken away'],
    ],
  ])('%s', (_, before, after, added) => {
    const found = diff(before, after);
    expect(found.added).toEqual(added);
    expect(widens(found)).toBe(true);
  });
});

describe('less than before is told and does not widen', () => {
  test.each<[string, Definition, Partial<Definition>, readonly string[]]>([
    [
      'a permission gone',
      nectar,
      { permissions: nectar.permissions.filter(({ id }) => id !== 'groups') },
      ['GroupMember.Read.All (application), chosen from the start'],
    ],
    [
      'to be refused now',
      withChoice(nectar, always),
      withChoice(nectar, optional(true)),
      ['Mail.Read (application), always'],
    ],
    [
      'with a function only',
      { ...cirrus, ...edit(cirrus, 'calendars', ({ when: _when, ...choice }) => choice) },
      { permissions: cirrus.permissions },
      ['Calendars.Read (application), always'],
    ],
    [
      'this organization only',
      nectar,
      { audience: { preset: 'AzureADMyOrg', others: [] } },
      ['Sign-in by any organization, if chosen'],
    ],
    [
      'a shorter life',
      nectar,
      {
        credentials: nectar.credentials.map((one) =>
          one.kind === 'secret' ? { ...one, longest: 'P2Y' } : one,
        ),
      },
      ['A client secret for up to 10 years'],
    ],
    ['no code', bundled('audiocodes-live-platform'), { deviceCode: false }, ['Signing in with a code']],
  ])('%s', (_, before, after, removed) => {
    const found = diff(before, after);
    expect(found).toEqual({ added: [], removed });
    expect(widens(found)).toBe(false);
  });

  test('twelve months and a year are the same', () => {
    const inYears = nectar.credentials.map((one) =>
      one.kind === 'secret' ? ({ ...one, lives: ['P1Y'], preset: 'P1Y' } as const) : one,
    );
    expect(diff(nectar, { credentials: inYears })).toEqual({ added: [], removed: [] });
  });

  test('a condition that every choice meets is none', () => {
    const everywhere = edit(cirrus, 'calendars', (choice) => ({
      ...choice,
      when: { functions: cirrus.functions.map(({ id }) => id) },
    }));
    const nowhere = edit(cirrus, 'calendars', ({ when: _when, ...choice }) => choice);
    expect(diff({ ...cirrus, ...everywhere }, nowhere).added).toEqual([]);
  });

  test('a right survives being kept as JSON', () => {
    for (const definition of shipped()) {
      const rights = rightsOf(definition);
      expect(JSON.parse(JSON.stringify(rights))).toEqual(rights);
    }
  });
});
