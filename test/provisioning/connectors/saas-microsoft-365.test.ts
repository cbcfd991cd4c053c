/** What the document of the Microsoft 365 connector asks for, row by row, as far as the definition itself decides it. */
import { expect, test } from '@jest/globals';
import { permissionsOf, shipped } from './files.ts';

const saas = shipped('saas-microsoft-365');
const [secret] = saas.credentials;

function valuesOf(type: string): readonly string[] {
  return permissionsOf(saas).flatMap((one) => (one.type === type ? [one.value] : []));
}

test('S1: subscriptions, users and some activity are read', () => {
  expect(saas.purpose).toMatch(/subscriptions.*users.*some of what they do/);
});

test('S2: tenant and client are never swapped', () => {
  expect(Object.fromEntries(saas.handOver.fields.map(({ label, value }) => [label, value]))).toEqual({
    'Tenant ID': 'tenant-id',
    'Client ID': 'application-id',
    'Client secret': 'secret',
  });
  expect(saas.decisions).toContainEqual(expect.stringMatching(/^S2: .*read as Application \(client\) ID/));
});

test('S3: the definition asks for no role to register', () => {
  expect(saas.vendorRules.register).toBeUndefined();
});

test('S5: consent is a Global Administrator’s, and Microsoft’s rule stands beside it', () => {
  expect(saas.vendorRules.consent).toEqual({
    roles: ['Global Administrator'],
    why: expect.stringMatching(/Global Administrator\..*Privileged Role Administrator/),
  });
});

test('S6: for this directory only', () => {
  expect(saas.audience).toEqual({ preset: 'AzureADMyOrg', others: [] });
});

test('S7: one web address, http://localhost', () => {
  expect(saas.redirects).toEqual({ web: ['http://localhost'], spa: [], publicClient: [] });
  expect(saas.publicClient).toBe('never');
});

test('S8: offline_access is delegated', () => {
  expect(valuesOf('delegated')).toEqual(['offline_access']);
  expect(permissionsOf(saas).map(({ id }) => id)).toContain('7427e0e9-2fba-42fe-b0c0-848c9e6a8182');
});

test('S9: User.Read is not asked for', () => {
  expect(JSON.stringify(permissionsOf(saas))).not.toMatch(/User\.Read"|e1fe6dd8-ba31-4d61-89e7-88639da4683d/);
});

test('S10: exactly these four application permissions', () => {
  expect(
    permissionsOf(saas).flatMap(({ type, value, id }) => (type === 'application' ? [[value, id]] : [])),
  ).toEqual([
    ['Directory.Read.All', '7ab1d382-f21e-4acd-a863-ba3e13f7da61'],
    ['Organization.Read.All', '498476ce-e0fe-48b0-b801-37ba7e2685c6'],
    ['User.Read.All', 'df021288-bdef-4463-88db-98f22de89214'],
    ['Reports.Read.All', '230c1aed-a721-4c5d-9cb4-a90514e508ef'],
  ]);
});

test('S11: none of the five can be left out', () => {
  expect(saas.permissions.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'always'));
});

test('S12: the secret has a description for one’s own reference', () => {
  expect(secret).toMatchObject({
    description: { label: 'Description', why: expect.stringContaining('your own reference') },
  });
});

test('S13: a life is chosen freely', () => {
  expect(secret).toMatchObject({ lives: ['P6M', 'P12M', 'P24M'], longest: 'P99Y' });
});

test('S14: what happens at the lapse, and where the new value goes, is said', () => {
  expect(saas.lapse.effect).toMatch(
    /the connector cannot run until a new client secret .* connector Settings/,
  );
  expect(saas.lapse.places).toEqual(['connector Settings']);
});

test('S17: the table has exactly these three rows', () => {
  expect(saas.handOver.fields.map(({ label, portal }) => [label, portal])).toEqual([
    ['Tenant ID', 'Directory (tenant) ID'],
    ['Client ID', 'Application (client) ID'],
    ['Client secret', 'Client secret'],
  ]);
});

test('S18: the general procedure comes last', () => {
  expect(saas.checklist).toEqual([
    expect.objectContaining({ text: expect.stringMatching(/general procedure.*Settings.*vendor's API/) }),
  ]);
});
