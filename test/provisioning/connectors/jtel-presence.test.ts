/** What jtel's document asks for, row by row, as far as the definition itself decides it. */
import { expect, test } from '@jest/globals';
import { shipped } from './files.ts';

const jtel = shipped('jtel-presence');

test('J1: the rights of an administrator are checked one by one, and that is noted', () => {
  expect(jtel.decisions).toContainEqual(
    expect.stringMatching(/^J1: .*directory, its users, roles and API permissions.*what is missing is named/),
  );
  expect(jtel.vendorRules).toEqual({});
});

test('J2: the page of Microsoft that the vendor names is linked', () => {
  expect(jtel.links.map(({ url }) => url)).toEqual([
    'https://learn.microsoft.com/en-us/graph/auth-register-app-v2',
  ]);
});

test('J3: a name of one’s own, for this directory only', () => {
  expect(jtel.name.rules).toEqual({ shortest: 1, longest: 120, forbidden: '' });
  expect(jtel.audience).toEqual({ preset: 'AzureADMyOrg', others: [] });
  expect(jtel.redirects).toEqual({ web: [], spa: [], publicClient: [] });
});

test('J4: the account is made here, or is one that is there', () => {
  expect(jtel.user).toMatchObject({
    ways: ['create', 'existing'],
    preset: { displayName: 'jtel Teams Presence', userName: 'jtel-presence' },
  });
  expect(jtel.user?.when).toBeUndefined();
});

test('J5: nothing is finished before the first sign-in', () => {
  expect(jtel.checklist[0]).toMatchObject({
    kind: 'tick',
    required: true,
    starts: 'password',
    text: expect.stringMatching(/another browser.*set the password/),
  });
});

test('J6: the seven characters are forbidden in the password, and named where it is set', () => {
  expect([...(jtel.user?.forbiddenInPassword ?? '')].sort()).toEqual([...'[]<>?#&'].sort());
  expect(jtel.checklist[0]?.text).toContain('[ ] < > ? # or &');
});

test('J7: the password may never expire, and where it must be changed otherwise is said', () => {
  expect(jtel.user?.mayNeverExpire).toBe(true);
  expect(jtel.warnings).toContainEqual({
    at: 'hand-over',
    text: expect.stringMatching(/password may expire.*Teams Presence Aggregator/),
  });
});

test('J8: the account becomes an owner of the application', () => {
  expect(jtel.user?.owner).toBe(true);
});

test('J9: delegated Presence.Read.All is assumed, to be confirmed, and others can be added', () => {
  expect(jtel.permissions).toEqual([
    expect.objectContaining({
      kind: 'optional',
      ticked: true,
      why: expect.stringContaining('Confirm with jtel: their page shows the list as a picture'),
      permission: expect.objectContaining({
        value: 'Presence.Read.All',
        type: 'delegated',
        id: '9c7a330d-35b3-4aa1-963d-cb2b9f927841',
      }),
    }),
  ]);
  expect(jtel.morePermissions).toBeDefined();
});

test('J10: a client secret is made', () => {
  expect(jtel.credentials.map(({ kind }) => kind)).toEqual(['secret']);
  expect(jtel.needsCredential).toBe('always');
});

test('J11: a renewed secret belongs into the Teams Presence Aggregator', () => {
  expect(jtel.lapse.places).toEqual(['jtel Teams Presence Aggregator']);
  expect(jtel.checklist[1]?.text).toMatch(/jtel Teams Presence Aggregator.*every renewal/);
});

test('J12: the hand-over has the five fields in the order of the table', () => {
  expect(jtel.handOver.fields).toEqual([
    { label: 'Application (client) ID', value: 'application-id' },
    { label: 'Directory (tenant) ID', value: 'tenant-id' },
    { label: 'Secret Value', value: 'secret' },
    { label: 'User email address', value: 'user-name' },
    { label: 'User password', value: 'user-password' },
  ]);
});

test('J13: the value of the secret is asked for, and not its ID', () => {
  expect(jtel.handOver.advice).toMatch(/value of the secret; the Secret ID is of no use/);
});

test('a second factor would stop jtel, which is said before the plan is approved', () => {
  expect(jtel.warnings).toContainEqual({
    at: 'plan',
    text: expect.stringMatching(/second factor.*stops it/),
  });
});
