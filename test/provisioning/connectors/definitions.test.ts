/** What holds for every definition that ships with the product. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createCatalog } from '../../../src/provisioning/connectors/catalog.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { permissionsOf, published, SHIPPED, shipped } from './files.ts';

const catalog = createCatalog(SHIPPED.map(shipped));

test('every file that ships is one of these', () => {
  const folder = new URL('../../../src/provisioning/connectors/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  expect(files.sort()).toEqual(SHIPPED.map((id) => `${id}.yaml`));
});

describe.each(SHIPPED)('%s', (id) => {
  const definition = shipped(id);

  test('has the id of its file', () => {
    expect(definition.id).toBe(id);
  });

  test('asks for permissions under the name, type and id that Microsoft publishes', () => {
    for (const { resource, value, type, id: permission } of permissionsOf(definition)) {
      expect(resource).toBe(MICROSOFT_GRAPH);
      expect(published.filter((one) => one.id === permission)).toEqual([
        expect.objectContaining({ value, type }),
      ]);
    }
  });

  test('decides each gap under a row of its own document', () => {
    const row = `${id.slice(0, 1).toUpperCase()}\\d+`;
    for (const decision of definition.decisions) {
      expect(decision).toMatch(new RegExp(`^${row}((,| and) ${row})*: `));
    }
    expect(definition.decisions).not.toEqual([]);
  });

  test('speaks calmly', () => {
    expect(JSON.stringify(definition)).not.toMatch(/!|\bplease\b/i);
  });
});

describe('a connector is found', () => {
  test.each([
    ['nectar', 'Nectar'],
    ['nectar', 'nectar dxp'],
    ['nectar', 'necter'],
    ['audiocodes-live-platform', 'AudioCodes'],
    ['audiocodes-live-platform', 'audio codes'],
    ['audiocodes-live-platform', 'audicodes'],
    ['audiocodes-live-platform', 'Live Platform'],
    ['audiocodes-live-platform', 'live platfrom'],
    ['audiocodes-live-platform', 'the AudioCodes connector'],
    ['jtel-presence', 'jtel'],
    ['jtel-presence', 'JTEL connector'],
    ['jtel-presence', 'jtle'],
    ['jtel-presence', 'jtel teams presence'],
    ['cirrus-connect', 'Cirrus'],
    ['cirrus-connect', 'cirrus connect'],
    ['cirrus-connect', 'cirus'],
    ['saas-microsoft-365', 'Microsoft 365 connector'],
    ['saas-microsoft-365', 'microsoft 365'],
    ['saas-microsoft-365', 'Mircosoft 365'],
    ['saas-microsoft-365', 'M365'],
    ['saas-microsoft-365', 'saas'],
    ...SHIPPED.map((id): [string, string] => [id, id]),
  ])('%s by “%s”', (id, words) => {
    expect(catalog.find(words)).toMatchObject({ kind: 'found', connector: { id } });
  });
});
