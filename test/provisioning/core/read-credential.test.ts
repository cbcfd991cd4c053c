/** Which credential is made, what it is called, and when none is. */
import { describe, expect, test } from '@jest/globals';
import { credentialKinds } from '../../../src/provisioning/core/read-credential.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import type { KnownRegistration } from '../../../src/provisioning/core/registrations.ts';
import { ticked } from './cirrus.ts';
import {
  audiocodes,
  choicesFor,
  cirrus,
  errorsFor,
  jtel,
  nectar,
  readFor,
  recorded,
  saas,
  type Typed,
} from './ground.ts';
import { certificate } from './nectar.ts';

describe('the kinds that are offered', () => {
  const holding = recorded({ hasCredential: true });
  const bare = recorded({ hasCredential: false });

  test.each<[string, readonly string[], [Definition, KnownRegistration | null]]>([
    ['a new registration', ['secret', 'certificate'], [nectar, null]],
    ['one that keeps what it has', ['none', 'secret', 'certificate'], [nectar, holding]],
    ['one whose credential has lapsed', ['secret', 'certificate'], [nectar, bare]],
    ['A4: one more service', ['secret', 'none'], [audiocodes, holding]],
    ['C3: one more function', ['none', 'secret'], [cirrus, holding]],
    ['C18: the first function that needs one', ['secret'], [cirrus, bare]],
  ])('%s', (_, kinds, given) => expect(credentialKinds(...given, null)).toEqual(kinds));
});

describe('Cirrus’ secret', () => {
  const kind = (functions: readonly string[], answers: Typed = {}) =>
    choicesFor(cirrus, ticked(functions, answers)).credential.kind;

  test.each<[readonly string[], Typed, 'secret' | 'none']>([
    [['directory'], {}, 'secret'],
    [['calendar'], {}, 'secret'],
    [['mail'], {}, 'none'],
    [['presence'], {}, 'secret'],
    [['presence'], { 'presence-by': 'application' }, 'secret'],
    [['presence'], { 'presence-by': 'delegated' }, 'none'],
    [['presence', 'mail'], { 'presence-by': 'delegated' }, 'none'],
    [['mail', 'calendar'], {}, 'secret'],
  ])('C18: for %j with %j: %s', (functions, answers, expected) => {
    expect(kind(functions, answers)).toBe(expected);
  });

  test('C18: its fields are not even read where it is not made', () => {
    expect(kind(['mail'], { life: 'nonsense', description: '<', credential: 'certificate' })).toBe('none');
  });
});

describe('what a secret is called', () => {
  const description = (typed: Typed, around = {}) => {
    const { credential } = choicesFor(audiocodes, typed, around);
    return credential.kind === 'secret' ? credential.description : credential.kind;
  };

  test('A4: after its service, or after the registration where that is left empty', () => {
    expect(description({ name: 'Livestream', description: ' Berlin ' })).toBe('Berlin');
    expect(description({ name: 'Livestream', description: ' ' })).toBe('Livestream');
    expect(description({ name: 'Livestream' })).toBe('Livestream');
  });

  test('A4: no two services have the same, on whichever registration', () => {
    const around = { known: [recorded({ name: 'Livestream', descriptions: ['Berlin'] })] };
    const read = readFor(audiocodes, { description: 'berlin' }, around);
    expect(read.ok ? {} : read.errors).toEqual({
      description: {
        code: 'DESCRIPTION_TAKEN',
        facts: { description: 'berlin', name: 'Livestream', what: 'Direct Routing service' },
      },
    });
    const apart = { registration: 'new', name: 'Second', description: 'Berlin' };
    expect(errorsFor(audiocodes, apart, around)).toEqual({ description: 'DESCRIPTION_TAKEN' });
    expect(description({ description: 'Hamburg' }, around)).toBe('Hamburg');
  });

  test('A10: a service is named by the same rules as a registration', () => {
    expect(errorsFor(audiocodes, { description: 'ab' })).toEqual({ description: 'NAME_TOO_SHORT' });
    expect(errorsFor(audiocodes, { description: 'a.b' })).toEqual({
      description: 'NAME_FORBIDDEN_CHARACTER',
    });
  });

  test('A21: an additional secret is what another service comes for; it can be left', () => {
    const around = { known: [recorded({ descriptions: ['Berlin'] })] };
    expect(choicesFor(audiocodes, { description: 'Hamburg' }, around).credential).toMatchObject({
      kind: 'secret',
      description: 'Hamburg',
    });
    expect(choicesFor(audiocodes, { credential: 'none' }, around).credential).toEqual({ kind: 'none' });
  });

  test('C19: it has a description, the preset where none is typed', () => {
    const of = (typed: Typed) => choicesFor(cirrus, ticked(['directory'], typed)).credential;
    expect(of({})).toMatchObject({ description: 'Cirrus Connect' });
    expect(of({ description: 'Production' })).toMatchObject({ description: 'Production' });
    expect(errorsFor(cirrus, ticked(['directory'], { description: 'x'.repeat(61) }))).toEqual({
      description: 'NAME_TOO_LONG',
    });
  });

  test('S12: it has a description of one’s own, which may be used again', () => {
    expect(choicesFor(saas).credential).toMatchObject({ description: 'Connector for Microsoft 365' });
    const known = [recorded({ descriptions: ['Mine'], hasCredential: false })];
    expect(choicesFor(saas, { description: 'Mine' }, { known }).credential).toMatchObject({
      description: 'Mine',
    });
  });

  test('J10: jtel’s has none, and 12 months to live', () => {
    expect(choicesFor(jtel).credential).toEqual({ kind: 'secret', life: 'P12M', description: null });
  });
});

describe('a registration that has a credential', () => {
  const around = { known: [recorded()], certificate };

  test('keeps it, or is given another', () => {
    expect(choicesFor(nectar, {}, around).credential).toEqual({ kind: 'none' });
    expect(choicesFor(nectar, { credential: 'secret' }, around).credential).toMatchObject({
      kind: 'secret',
    });
    expect(choicesFor(nectar, { credential: 'certificate' }, around).credential).toEqual({
      kind: 'certificate',
      certificate,
    });
  });

  test('a new one may not go without', () => {
    expect(errorsFor(nectar, { credential: 'none' })).toEqual({ credential: 'CHOICE_UNKNOWN' });
  });
});
