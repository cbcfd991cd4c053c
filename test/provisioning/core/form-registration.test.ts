/** Which registration the form is about. */
import { describe, expect, test } from '@jest/globals';
import type { AppId } from '../../../src/provisioning/core/ids.ts';
import { fieldFor, idsFor } from './form.ts';
import { APP_ID, audiocodes, cirrus, oid, recorded, saas, type Typed } from './ground.ts';
import type { KnownRegistration } from '../../../src/provisioning/core/registrations.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';

const SECOND = oid(43) as string as AppId;

function options(definition: Definition, known: readonly KnownRegistration[], typed: Typed = {}) {
  const field = fieldFor(definition, 'registration', typed, { known });
  if (field.kind !== 'pick') throw new TypeError(field.kind);
  return [field.value, ...field.options.map(({ label, detail }) => `${label} | ${detail}`)];
}

describe('which one', () => {
  test('is not asked where there is none', () => {
    expect(idsFor(cirrus)).not.toContain('registration');
  });

  test('C3: tells of each what is set up on it, since when and by whom', () => {
    const known = [
      recorded({ name: 'Cirrus Server', functions: ['calendar', 'mail'], descriptions: ['Cirrus Connect'] }),
      recorded({ appId: SECOND, name: 'Old' }),
    ];
    expect(options(cirrus, known)).toEqual([
      APP_ID,
      'Add to Cirrus Server | 21 Nov 2026, Anna Admin: Outlook Calendar, Outlook mail',
      'Add to Old | 21 Nov 2026, Anna Admin',
      'Make a new one | ',
    ]);
  });

  test('A4: tells of AudioCodes’ which services it serves', () => {
    const known = [recorded({ name: 'Livestream', descriptions: ['Berlin', 'Hamburg'] })];
    expect(options(audiocodes, known, { registration: 'new' })).toEqual([
      'new',
      'Add to Livestream | 21 Nov 2026, Anna Admin: Berlin, Hamburg',
      'Make a new one | ',
    ]);
  });
});

describe('C25: one for each function', () => {
  test('is offered beside one for all, which is preset', () => {
    const field = fieldFor(cirrus, 'arrangement');
    expect(field.kind === 'pick' && [field.value, ...field.options.map(({ id }) => id)]).toEqual([
      'together',
      'together',
      'separate',
    ]);
    expect(field.kind === 'pick' && field.options[1]?.detail).toMatch(/Cirrus Server – Active Directory/);
  });

  test('is not offered by a connector without functions', () => {
    expect(idsFor(saas)).not.toContain('arrangement');
  });
});
