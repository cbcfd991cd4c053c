/** What Cirrus' document asks for, row by row, as far as the definition itself decides it. */
import { describe, expect, test } from '@jest/globals';
import { applies, type Selection } from '../../../src/provisioning/core/applies.ts';
import { asked, permissionsOf, shipped } from './files.ts';

const cirrus = shipped('cirrus-connect');

function selection(functions: readonly string[], answers: Record<string, string> = {}): Selection {
  return { functions, answers: { 'presence-by': 'both', sync: 'cloud', ...answers } };
}

const ON_PREMISES = { sync: 'on-premises' };

/** The vendor's table, by function. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  directory: ['application User.Read.All', 'application Group.Read.All'],
  calendar: ['application Calendars.Read'],
  mail: ['delegated Mail.ReadWrite.Shared', 'delegated Mail.Send.Shared'],
  presence: ['application Presence.ReadWrite.All', 'delegated Presence.Read.All', 'delegated User.Read.All'],
};
const FUNCTIONS = Object.keys(TABLE);

/** Every selection of functions but the empty one. */
const SELECTIONS = Array.from({ length: 15 }, (_, bits) =>
  FUNCTIONS.filter((_one, at) => ((bits + 1) & (1 << at)) !== 0),
);

test('C1: four functions, each explained', () => {
  expect(cirrus.functions.map(({ id, label }) => [id, label])).toEqual([
    ['directory', 'Active Directory'],
    ['calendar', 'Outlook Calendar'],
    ['mail', 'Outlook mail'],
    ['presence', 'User Presence'],
  ]);
  expect(cirrus.functions.map(({ why }) => why)).toEqual([
    expect.stringMatching(/users and groups.*UCS/),
    expect.stringMatching(/busy.*free/),
    expect.stringMatching(/sends e-mail.*receives/i),
    expect.stringMatching(/Teams/),
  ]);
});

describe('C2', () => {
  test.each(SELECTIONS.map((functions) => [functions.join(' + '), functions] as const))(
    'C2: %s asks for exactly what its rows of the table say',
    (_, functions) => {
      const expected = functions.flatMap((one) => TABLE[one] ?? []);
      expect(asked(cirrus, selection(functions, ON_PREMISES))).toEqual(expected);
    },
  );
});

test('C3: a later function asks for nothing that the earlier one did not need itself', () => {
  const first = asked(cirrus, selection(['calendar']));
  const both = asked(cirrus, selection(['calendar', 'directory']));
  expect(both.filter((one) => !first.includes(one))).toEqual(TABLE['directory']);
});

test('C4: the two kinds of permission are explained where an account is needed, and not elsewhere', () => {
  const at = (functions: readonly string[], answers = {}) =>
    cirrus.warnings
      .filter((one) => one.at === 'choices' && applies(one.when, selection(functions, answers)))
      .map(({ text }) => text);
  expect(at(['mail'])).toEqual([expect.stringMatching(/application permissions.*delegated ones/)]);
  expect(at(['presence'])).toHaveLength(1);
  expect(at(['presence'], { 'presence-by': 'application' })).toEqual([]);
  expect(at(['directory', 'calendar'])).toEqual([]);
});

test('C6: the name is free', () => {
  expect(cirrus.name).toMatchObject({ rules: { shortest: 1, longest: 120, forbidden: '' }, unique: false });
});

test('C7: for this directory only', () => {
  expect(cirrus.audience).toEqual({ preset: 'AzureADMyOrg', others: [] });
});

test('C8: no web address', () => {
  expect([cirrus.redirects.web, cirrus.redirects.spa]).toEqual([[], []]);
});

test('C9: the application id is handed over first', () => {
  expect(cirrus.handOver.fields[0]).toEqual({
    label: 'Application ID',
    value: 'application-id',
    portal: 'Application (client) ID',
  });
});

test('C10: Active Directory reads users and groups as an application', () => {
  expect(idsFor(['directory'])).toEqual([
    'df021288-bdef-4463-88db-98f22de89214',
    '5b567255-7703-4780-807c-7be8301ae99b',
  ]);
});

test('C11: Outlook Calendar reads calendars as an application', () => {
  expect(idsFor(['calendar'])).toEqual(['798ee544-9d2d-430c-a058-570e29e34338']);
});

test('C12: mail has two delegated permissions, and only shared mailboxes can be sent from', () => {
  expect(idsFor(['mail'])).toEqual([
    '5df07973-7d5d-46ed-9847-1271055cbd51',
    'a367ab51-6b49-43bf-a716-a1fb06d2a174',
  ]);
  expect(cirrus.permissions.find(({ id }) => id === 'mail-send')?.why).toMatch(
    /shares with the account.*nobody else/,
  );
});

test('C13: presence by application, by account, or both as the table has it', () => {
  const by = (answer: string) =>
    asked(cirrus, selection(['presence'], { ...ON_PREMISES, 'presence-by': answer }));
  expect(by('both')).toEqual(TABLE['presence']);
  expect(by('application')).toEqual(['application Presence.ReadWrite.All']);
  expect(by('delegated')).toEqual(['delegated Presence.Read.All', 'delegated User.Read.All']);
  expect(cirrus.questions[0]).toMatchObject({ id: 'presence-by', preset: 'both' });
});

test('C14: users are read as an account only with an on-premises Active Directory', () => {
  expect(cirrus.questions[1]).toMatchObject({ id: 'sync', preset: 'cloud' });
  expect(asked(cirrus, selection(['presence'], { 'presence-by': 'delegated' }))).toEqual([
    'delegated Presence.Read.All',
  ]);
  expect(asked(cirrus, selection(['mail', 'directory', 'calendar'], ON_PREMISES))).not.toContain(
    'delegated User.Read.All',
  );
});

test('C15: the missing consent is noted', () => {
  expect(cirrus.decisions).toContainEqual(expect.stringMatching(/^C15: .*Consent is granted and verified/));
});

test('C16: a public client only with delegated permissions', () => {
  expect(cirrus.publicClient).toBe('with-delegated-permissions');
});

test('C17: exactly these three addresses for mobile and desktop applications', () => {
  expect(cirrus.redirects.publicClient).toEqual([
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    'urn:ietf:wg:oauth:2.0:oob',
    'http://localhost:8639',
  ]);
});

test('C18: a secret only with application permissions', () => {
  expect(cirrus.needsCredential).toBe('with-application-permissions');
});

test('C19: a secret has a description', () => {
  expect(cirrus.credentials).toEqual([
    expect.objectContaining({
      kind: 'secret',
      description: expect.objectContaining({ label: 'Description', preset: 'Cirrus Connect' }),
    }),
  ]);
});

test('C21: application, secret value, name and id of the tenant are sent, and there may be several secrets', () => {
  expect(cirrus.handOver.fields.map(({ label, value }) => [label, value])).toEqual([
    ['Application ID', 'application-id'],
    ['Secret value', 'secret'],
    ['Microsoft tenant name', 'tenant-name'],
    ['Microsoft tenant ID', 'tenant-id'],
  ]);
  expect(cirrus.credentials[0]).toMatchObject({ description: { eachFor: 'Cirrus service' } });
});

describe('C22', () => {
  test.each<[string, readonly string[], Record<string, string>, boolean]>([
    ['mail', ['mail'], {}, true],
    ['presence as written', ['presence'], {}, true],
    ['presence as an account', ['presence'], { 'presence-by': 'delegated' }, true],
    ['presence as itself', ['presence'], { 'presence-by': 'application' }, false],
    ['mail and presence as itself', ['mail', 'presence'], { 'presence-by': 'application' }, true],
    ['directory and calendar', ['directory', 'calendar'], {}, false],
  ])('C22: whether an account is needed for %s', (_, functions, answers, needed) => {
    const chosen = selection(functions, answers);
    expect(applies(cirrus.user?.when, chosen)).toBe(needed);
    expect(asked(cirrus, chosen).some((one) => one.startsWith('delegated'))).toBe(needed);
    expect(cirrus.user).toMatchObject({ ways: ['existing'], owner: false });
  });
});

test('C23: the account has no mailbox of its own, and access to the shared ones', () => {
  expect(cirrus.user?.why).toMatch(/no mailbox of its own/);
  const [item] = cirrus.checklist;
  expect(item?.text).toMatch(/Exchange.*every shared mailbox/);
  expect(applies(item?.when, selection(['mail']))).toBe(true);
  expect(applies(item?.when, selection(['presence']))).toBe(false);
});

test('C24: sign-in policies are warned of, and repeated sign-ins are remembered', () => {
  expect(cirrus.warnings).toContainEqual(
    expect.objectContaining({ at: 'plan', text: expect.stringMatching(/sign-in policies.*refresh tokens/) }),
  );
  expect(cirrus.user?.signInRepeats?.label).toMatch(/days/i);
  expect(cirrus.checklist).toContainEqual(expect.objectContaining({ starts: 'sign-in' }));
});

test('C25: each function may have a registration of its own, with what it needs and no more', () => {
  expect(cirrus.functions.map(({ alone }) => alone)).toEqual([
    'Cirrus Server – Active Directory',
    'Cirrus Server – Calendar',
    'Cirrus Server – Mail',
    'Cirrus Server – Presence',
  ]);
  expect(asked(cirrus, selection(['mail']))).toEqual(TABLE['mail']);
});

test('every permission belongs to a function', () => {
  expect(asked(cirrus, selection([], ON_PREMISES))).toEqual([]);
  expect(permissionsOf(cirrus)).toHaveLength(Object.values(TABLE).flat().length);
});

function idsFor(functions: readonly string[]): readonly string[] {
  const chosen = selection(functions);
  return cirrus.permissions
    .filter(({ when }) => applies(when, chosen))
    .flatMap((choice) => (choice.kind === 'always' ? [choice.permission.id] : []));
}
