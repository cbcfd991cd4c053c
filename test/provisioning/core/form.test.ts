/** What is on the form of each connector, in order: what any choice may need, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import { ticked } from './cirrus.ts';
import { fieldFor, formFor, idsFor } from './form.ts';
import { audiocodes, cirrus, jtel, nectar, recorded, saas } from './ground.ts';

describe('a new registration asks for', () => {
  test.each([
    ['AudioCodes', audiocodes, ['name', 'directoryRoles', 'description', 'life', 'otherLife']],
    [
      'Cirrus',
      cirrus,
      [
        'arrangement',
        'name',
        ...['directory', 'calendar', 'mail', 'presence'],
        ...['presence-by', 'sync'],
        ...['userExisting', 'signInRepeats'],
        ...['description', 'life', 'otherLife'],
      ],
    ],
    [
      'jtel',
      jtel,
      [
        ...['name', 'presence', 'morePermissions'],
        ...['userWay', 'userDisplayName', 'userName', 'userDomain', 'neverExpires', 'userExisting'],
        ...['life', 'otherLife'],
      ],
    ],
    [
      'Nectar',
      nectar,
      [
        ...['name', 'audience', 'calls', 'people', 'groups', 'devices'],
        ...['credential', 'life', 'otherLife', 'certificate'],
      ],
    ],
    [
      'the Microsoft 365 connector',
      saas,
      [
        ...['name', 'directory', 'organization', 'users', 'reports', 'offline', 'consentRule'],
        ...['description', 'life', 'otherLife'],
      ],
    ],
  ])('%s', (_, definition, ids) => {
    expect([...idsFor(definition)].sort()).toEqual([...ids].sort());
  });
});

describe('a registration that is there asks for', () => {
  const around = { known: [recorded({ functions: ['calendar'] })] };

  test('C3: neither name nor arrangement, but which it is and whether it keeps its secret', () => {
    const ids = idsFor(cirrus, {}, around);
    expect(ids[0]).toBe('registration');
    expect(ids).toContain('credential');
    expect(ids).not.toContain('name');
    expect(ids).not.toContain('arrangement');
  });

  test('what a new one does, once that is picked', () => {
    const typed = { registration: 'new' };
    expect(idsFor(cirrus, typed, around)).toEqual(['registration', ...idsFor(cirrus)]);
  });

  test('A23: roles to take away as well', () => {
    expect(idsFor(audiocodes, {}, { known: [recorded()] })).toContain('rolesToRemove');
  });
});

describe('beside the fields stand', () => {
  test('C4: what an account means, once one is needed', () => {
    const warnings = (functions: readonly string[]) => formFor(cirrus, ticked(functions)).warnings;
    expect(warnings(['calendar'])).toEqual([]);
    expect(warnings(['mail'])).toEqual([expect.stringMatching(/application permissions.*delegated ones/)]);
    expect(warnings(['presence'])).toHaveLength(1);
  });

  test('C4: also while something else on the form is wrong', () => {
    expect(formFor(cirrus, { mail: 'true', userExisting: '' }).warnings).toHaveLength(1);
  });

  test('J2: a link to Microsoft’s own steps', () => {
    expect(formFor(jtel).links.map(({ url }) => new URL(url).host)).toEqual(['learn.microsoft.com']);
  });

  test('A12: notices of what was typed', () => {
    expect(formFor(audiocodes, { name: 'audit01' }).notices.map(({ what }) => what)).toEqual([
      'The name contains audit.',
    ]);
  });

  test('other names that are offered, on a new registration alone', () => {
    expect(formFor(nectar).alternativeNames).toHaveLength(1);
    expect(formFor(nectar, {}, { known: [recorded()] }).alternativeNames).toEqual([]);
  });
});

describe('a field', () => {
  test('A11, A13: of a name says which characters the vendor refuses', () => {
    const name = fieldFor(audiocodes, 'name');
    expect(name.kind === 'text' && name.hint).toBe(
      '3 to 15 characters. Not allowed: \\ / : * ? " | dots spaces',
    );
    const free = fieldFor(cirrus, 'name');
    expect(free.kind === 'text' && free.hint).toBe('1 to 120 characters.');
  });

  test('S5: about consent says whose rules there are', () => {
    const rule = fieldFor(saas, 'consentRule');
    expect(rule.kind === 'pick' && [rule.value, ...rule.options.map(({ label }) => label)]).toEqual([
      'vendor',
      'As the vendor asks: Global Administrator',
      'As Microsoft allows',
    ]);
  });
});
