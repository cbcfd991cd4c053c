/** What Nectar's document asks for, row by row, as far as the definition itself decides it. */
import { expect, test } from '@jest/globals';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { permissionsOf, published, shipped } from './files.ts';

const nectar = shipped('nectar');
const permissions = permissionsOf(nectar);

test('N1: the purpose says what is read and what for', () => {
  expect(nectar.purpose).toMatch(/call records.*diagnose.*quality/);
});

test('N16: every permission is what Microsoft publishes under that name, type and id', () => {
  expect(permissions).toHaveLength(5);
  for (const { resource, value, type, id } of permissions) {
    expect([resource, type]).toEqual([MICROSOFT_GRAPH, 'application']);
    expect(published.find((one) => one.id === id)).toMatchObject({ value, type });
  }
});

test('N15: the hand-over labels are the ones of the portal', () => {
  expect(nectar.handOver.fields.slice(0, 2)).toEqual([
    { label: 'Application (client) ID', value: 'application-id' },
    { label: 'Directory (tenant) ID', value: 'tenant-id' },
  ]);
});

test('N29: the hand-over holds application, tenant and secret value, and no Secret ID', () => {
  expect(nectar.handOver.fields.map(({ value }) => value)).toEqual(['application-id', 'tenant-id', 'secret']);
  expect(JSON.stringify(nectar.handOver)).not.toMatch(/secret id/i);
});

test('N27: what stops at the lapse, and where the new credential goes, is said', () => {
  expect(nectar.lapse.effect).toBe('Nectar stops receiving call records');
  expect(nectar.lapse.places).toHaveLength(1);
});

test('N31: the certificate offer says who keeps the private key', () => {
  expect(nectar.credentials.find(({ kind }) => kind === 'certificate')?.why).toMatch(
    /keeps the private key.*match/,
  );
});

test('N6: the gaps of the document are decided in the definition', () => {
  expect(nectar.decisions.map((text) => /^N\d+/.exec(text)?.[0])).toEqual(['N6', 'N7', 'N33']);
});

test('N12: no redirect address and no public client', () => {
  expect([nectar.redirects, nectar.publicClient]).toEqual([{ web: [], spa: [], publicClient: [] }, 'never']);
});
