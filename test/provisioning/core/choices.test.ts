/** The choices form: what is typed, what it comes to, and what is said beside each field. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FormField } from '../../../src/provisioning/contract.ts';
import { choicesForm } from '../../../src/provisioning/core/choices.ts';
import { permissionsChosen } from '../../../src/provisioning/core/permissions.ts';
import { BARE, errorsFor, readFor } from './ground.ts';
import { certificate, choose, nectar } from './nectar.ts';

const errorsOf = (typed: Record<string, string>) => errorsFor(nectar, typed);

function noticesOf(typed: Record<string, string>): readonly string[] {
  const read = readFor(nectar, typed);
  return read.ok ? read.notices.map(({ code }) => code) : ['refused'];
}

function lifeOf(typed: Record<string, string>) {
  const { credential } = choose(typed);
  return credential.kind === 'secret' ? credential.life : null;
}

function asked(typed: Record<string, string>): readonly string[] {
  return permissionsChosen(nectar, choose(typed)).map(({ value }) => value);
}

function field(id: string, typed: Record<string, string> = {}): FormField {
  const found = choicesForm(nectar, typed, {}, BARE).fields.find((one) => one.id === id);
  if (!found) throw new RangeError(id);
  return found;
}

describe('what the choices come to', () => {
  test('N5: the name is Nectar DXP Cloud Connector unless another is typed', () => {
    expect(choose().name).toBe('Nectar DXP Cloud Connector');
  });

  test('N6: Nectar Cloud Connector is offered, for the support of the vendor', () => {
    const { alternativeNames } = choicesForm(nectar, {}, {}, BARE);
    expect(alternativeNames.map(({ name }) => name)).toEqual(['Nectar Cloud Connector']);
    expect(choose({ name: 'Nectar Cloud Connector' }).name).toBe('Nectar Cloud Connector');
  });

  test('N7: ten years can be chosen, and carry a notice', () => {
    expect(lifeOf({ life: 'other', otherLife: '10 years' })).toBe('P10Y');
    expect(noticesOf({ life: 'other', otherLife: '10 years' })).toEqual(['LIFE_LONG']);
    expect(noticesOf({ life: 'other', otherLife: '25 months' })).toEqual(['LIFE_LONG']);
    expect(noticesOf({ life: 'P24M' })).toEqual([]);
    expect(errorsOf({ life: 'other', otherLife: '121 months' })).toEqual({ otherLife: 'LIFE_TOO_LONG' });
  });

  test('N8: the name field overrides the preset', () => {
    expect(choose({ name: 'Nectar Application' }).name).toBe('Nectar Application');
  });

  test('N9: lifetime accepts years and months', () => {
    expect(lifeOf({ life: 'other', otherLife: '2 years' })).toBe('P2Y');
    expect(lifeOf({ life: 'other', otherLife: '18 months' })).toBe('P18M');
    expect(lifeOf({ life: 'other', otherLife: '90 days' })).toBe('P90D');
  });

  test('N9: what is no lifetime is refused beside its field', () => {
    expect(errorsOf({ life: 'other', otherLife: 'soon' })).toEqual({ otherLife: 'LIFE_UNREADABLE' });
    expect(errorsOf({ life: 'other' })).toEqual({ otherLife: 'LIFE_UNREADABLE' });
    expect(errorsOf({ life: 'other', otherLife: '0 years' })).toEqual({ otherLife: 'LIFE_ZERO' });
  });

  test('N14: this directory only unless other organizations are chosen, with a notice', () => {
    expect(choose().audience).toBe('AzureADMyOrg');
    expect(choose({ audience: 'AzureADMultipleOrgs' }).audience).toBe('AzureADMultipleOrgs');
    expect(noticesOf({ audience: 'AzureADMultipleOrgs' })).toEqual(['AUDIENCE_MULTIPLE']);
  });

  test('N17: call records are always asked for, whatever is sent', () => {
    expect(field('calls').kind).toBe('fixed');
    expect(asked({ calls: 'false' })).toContain('CallRecords.Read.All');
  });

  test('N18: groups are optional, with what is lost, and unticking removes exactly that', () => {
    const groups = field('groups');
    expect(groups.kind === 'tick' && [groups.value, groups.without]).toEqual([
      true,
      'Reports work, and cannot be filtered by group.',
    ]);
    const all = asked({});
    expect(asked({ groups: 'false' })).toEqual(all.filter((value) => value !== 'GroupMember.Read.All'));
  });

  test('N19: people are full or basic, exactly one, and the consequence is shown', () => {
    const ofUsers = (typed: Record<string, string>) =>
      asked(typed).filter((value) => value.startsWith('User.'));
    expect(ofUsers({})).toEqual(['User.Read.All']);
    expect(ofUsers({ people: 'basic' })).toEqual(['User.ReadBasic.All']);
    const people = field('people');
    expect(people.kind === 'pick' && people.options[1]?.detail).toBe(
      'User.ReadBasic.All — No phone number and no work address',
    );
  });

  test('N20: people can be none, with what is lost', () => {
    expect(asked({ people: 'none' })).toEqual(['CallRecords.Read.All', 'GroupMember.Read.All']);
    const people = field('people');
    const none = people.kind === 'pick' ? people.options[2]?.detail : '';
    expect(none).toMatch(/across platforms.*search by display name still works/);
  });

  test('N21: e-mail linking is the reason given for people', () => {
    const people = field('people');
    expect(people.kind === 'pick' && people.why).toMatch(/links one person across platforms.*e-mail/);
  });

  test('N22: devices are unticked, and asked for when ticked', () => {
    const devices = field('devices');
    expect(devices.kind === 'tick' && devices.value).toBe(false);
    expect(asked({})).not.toContain('TeamworkDevice.Read.All');
    expect(asked({ devices: 'true' })).toContain('TeamworkDevice.Read.All');
  });

  test('N25: secret and certificate are both shown with what speaks for each', () => {
    const credential = field('credential');
    expect(
      credential.kind === 'pick' && credential.options.map(({ id, detail }) => [id, detail.split('.')[0]]),
    ).toEqual([
      ['secret', 'Quicker'],
      ['certificate', 'Safer'],
    ]);
  });

  test('N26: 12 and 24 months are offered first, and 12 is preset', () => {
    const life = field('life');
    expect(life.kind === 'pick' && [life.value, ...life.options.map(({ label }) => label)]).toEqual([
      'P12M',
      '12 months',
      '24 months',
      'Another time',
    ]);
    expect(lifeOf({})).toBe('P12M');
  });

  test('N11: the certificate path asks for the certificate and takes it once it is read', () => {
    expect(errorsOf({ credential: 'certificate' })).toEqual({ certificate: 'CERTIFICATE_MISSING' });
    expect(choose({ credential: 'certificate' }, certificate).credential).toEqual({
      kind: 'certificate',
      certificate,
    });
  });
});

describe('what is wrong', () => {
  test('is told all at once, each beside its own field', () => {
    const typed = {
      name: '',
      audience: 'Everyone',
      people: 'everything',
      groups: 'perhaps',
      credential: 'password',
      life: 'P12M',
    };
    expect(errorsOf(typed)).toEqual({
      name: 'NAME_EMPTY',
      audience: 'CHOICE_UNKNOWN',
      people: 'CHOICE_UNKNOWN',
      groups: 'CHOICE_UNKNOWN',
      credential: 'CHOICE_UNKNOWN',
    });
  });

  test('is shown with everything that was typed still there', () => {
    const typed = { name: ' x', people: 'basic', groups: 'false', life: 'other', otherLife: 'soon' };
    const read = readFor(nectar, typed);
    const form = choicesForm(nectar, typed, read.ok ? {} : read.errors, BARE);
    const shown = Object.fromEntries(form.fields.map((one) => [one.id, 'value' in one ? one.value : null]));
    expect(shown).toMatchObject({
      name: ' x',
      people: 'basic',
      groups: false,
      life: 'other',
      otherLife: 'soon',
    });
    const wrong = form.fields.filter((one) => 'error' in one && one.error !== null).map(({ id }) => id);
    expect(wrong).toEqual(['name', 'otherLife']);
  });

  test('does not include fields nobody asked for, nor keys of the prototype', () => {
    const typed = { ...{ wat: 'x', toString: 'x' }, ['__proto__']: 'x', constructor: 'x' };
    const choices = choose(typed);
    expect(choices).toEqual(choose({}));
  });

  test('is a value that is no text, which counts as not sent', () => {
    const typed = { name: 7, groups: ['true'], people: null } as unknown as Record<string, string>;
    expect(choose(typed)).toEqual(choose({}));
  });
});

describe('any form', () => {
  const values = fc.dictionary(
    fc.constantFrom('name', 'audience', 'people', 'groups', 'devices', 'credential', 'life', 'otherLife'),
    fc.oneof(
      fc.string(),
      fc.constantFrom('true', 'none', 'secret', 'certificate', 'other', 'P24M', '3 years'),
    ),
  );

  test('is valid, or has an error beside a field of the form', () => {
    const ids = choicesForm(nectar, {}, {}, BARE).fields.map(({ id }) => id);
    fc.assert(
      fc.property(values, (typed) => {
        const read = readFor(nectar, typed, { certificate });
        if (read.ok) expect(permissionsChosen(nectar, read.choices).length).toBeGreaterThan(0);
        else expect(Object.keys(read.errors).every((id) => ids.includes(id))).toBe(true);
      }),
    );
  });
});
