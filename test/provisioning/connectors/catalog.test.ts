/** All connectors there are: loaded from files, found by words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createCatalog, loadBundled, loadFolder } from '../../../src/provisioning/connectors/catalog.ts';
import { nectar } from '../core/nectar.ts';

describe('the catalogue', () => {
  test('holds what ships with the product, by title and by id', () => {
    const catalog = createCatalog(loadBundled());
    expect(catalog.byId('nectar')?.title).toBe('Nectar DXP');
    expect(catalog.byId('nobody')).toBeUndefined();
    const titles = catalog.all().map(({ title }) => title);
    expect(titles).toEqual([...titles].sort());
    expect(catalog.find('necter')).toMatchObject({
      kind: 'found',
      connector: { id: 'nectar', vendor: 'Nectar' },
    });
  });

  test('refuses two connectors with one id', () => {
    expect(() => createCatalog([nectar, { ...nectar, title: 'Other' }])).toThrow(
      expect.objectContaining({ code: 'DEF_SAME_CONNECTOR' }),
    );
  });

  test('X1: takes another vendor as a file, without code', () => {
    inFolder({ 'acme.yaml': ACME }, (folder) => {
      const [acme] = loadFolder(folder);
      const catalog = createCatalog([nectar, ...(acme ? [acme] : [])]);
      expect(catalog.find('akme')).toMatchObject({ kind: 'found', connector: { id: 'acme' } });
    });
  });

  test('stops at a file that is wrong, and says which', () => {
    inFolder({ 'acme.yaml': ACME.replace('version: 1', 'version: x') }, (folder) => {
      expect(() => loadFolder(folder)).toThrow(
        expect.objectContaining({
          code: 'DEF_WRONG_VALUE',
          facts: expect.objectContaining({ file: 'acme.yaml', line: 3 }),
        }),
      );
    });
  });
});

function inFolder(files: Record<string, string>, use: (folder: URL) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    use(pathToFileURL(`${folder}/`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ACME = `schema: 1
id: acme
version: 1
title: Acme
vendor: {name: Acme, domains: [acme.example.com]}
also: []
purpose: Acme reads who is there.
name: {preset: Acme, alternatives: [], rules: {shortest: 3, longest: 15, forbidden: ''}}
audience: {preset: AzureADMyOrg, others: []}
permissions:
  - {kind: always, id: people, label: People, why: To know them., permission: {value: User.Read.All, type: application, id: df021288-bdef-4463-88db-98f22de89214}}
redirects: {web: [https://acme.example.com/back], spa: [], publicClient: []}
publicClient: never
credentials:
  - {kind: secret, label: Secret, why: Quick., lives: [P6M], preset: P6M, longest: P1Y, warnBeyond: P1Y}
handOver:
  to: Acme
  advice: With care.
  fields: [{label: Client ID, value: application-id}, {label: Tenant ID, value: tenant-id}, {label: Client secret, value: secret}]
lapse: {effect: Acme stops, places: []}
decisions: []
`;
