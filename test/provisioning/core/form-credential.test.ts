/** The credential on the form. */
import { describe, expect, test } from '@jest/globals';
import { ticked } from './cirrus.ts';
import { fieldFor, idsFor } from './form.ts';
import { audiocodes, cirrus, nectar, recorded, saas, type Around, type Typed } from './ground.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';

function kinds(definition: Definition, around: Around = {}, typed: Typed = {}) {
  const field = fieldFor(definition, 'credential', typed, around);
  return field.kind === 'pick' && [field.value, ...field.options.map(({ label }) => label)];
}

describe('the kind', () => {
  const around = { known: [recorded()] };

  test('is not asked where there is one way only', () => {
    expect(idsFor(saas)).not.toContain('credential');
    expect(idsFor(audiocodes)).not.toContain('credential');
  });

  test('A4: another service makes a secret unless it is left', () => {
    expect(kinds(audiocodes, around)).toEqual(['secret', 'Client secret', 'Keep what it has']);
  });

  test('C3: another function keeps what there is unless more is asked for', () => {
    expect(kinds(cirrus, around, ticked(['mail']))).toEqual(['none', 'Keep what it has', 'Client secret']);
    expect(kinds(nectar, around)).toEqual(['none', 'Keep what it has', 'Client secret', 'Certificate']);
  });
});

describe('the description', () => {
  const value = (definition: Definition, around: Around = {}) => {
    const field = fieldFor(definition, 'description', {}, around);
    return field.kind === 'text' ? [field.label, field.value, field.hint] : [];
  };

  test('A4: of AudioCodes is its service, and may be left empty on a new registration', () => {
    expect(value(audiocodes)).toEqual([
      'Service',
      '',
      'The Direct Routing service this secret is for. Empty: the name of the registration.',
    ]);
    expect(value(audiocodes, { known: [recorded()] })).toEqual([
      'Service',
      '',
      'The Direct Routing service this secret is for.',
    ]);
  });

  test('C19: of Cirrus is preset, and empty for another secret', () => {
    expect(value(cirrus)[1]).toBe('Cirrus Connect');
    expect(value(cirrus, { known: [recorded()] })[1]).toBe('');
  });

  test('S12: of the Microsoft 365 connector is preset', () => {
    expect(value(saas)).toEqual([
      'Description',
      'Connector for Microsoft 365',
      'For your own reference, as the portal lists it.',
    ]);
  });
});

test('S13: another life may be typed, as long as the connector allows', () => {
  const life = fieldFor(saas, 'life');
  expect(
    life.kind === 'pick' && life.options.map(({ label, detail }) => `${label} ${detail}`.trim()),
  ).toEqual(['6 months', '12 months', '24 months', 'Another time Up to 99 years']);
});
