/** Functions on the form, with what each asks for as the form stands. */
import { describe, expect, test } from '@jest/globals';
import { ticked } from './cirrus.ts';
import { fieldFor, idsFor } from './form.ts';
import { audiocodes, cirrus, jtel, recorded, type Typed } from './ground.ts';

function functionField(id: string, typed: Typed = {}, functions: readonly string[] = []) {
  const around = functions.length === 0 ? {} : { known: [recorded({ functions })] };
  const field = fieldFor(cirrus, id, typed, around);
  if (field.kind !== 'function') throw new TypeError(field.kind);
  return field;
}

describe('a function', () => {
  test('C1: is unticked, and tells what it is for', () => {
    expect(functionField('calendar')).toMatchObject({
      label: 'Outlook Calendar',
      why: expect.stringMatching(/busy.*free/),
      value: false,
    });
  });

  test.each<[string, Typed, readonly string[]]>([
    ['directory', {}, ['User.Read.All (application)', 'Group.Read.All (application)']],
    ['mail', {}, ['Mail.ReadWrite.Shared (delegated)', 'Mail.Send.Shared (delegated)']],
    ['presence', {}, ['Presence.ReadWrite.All (application)', 'Presence.Read.All (delegated)']],
    ['presence', { 'presence-by': 'application' }, ['Presence.ReadWrite.All (application)']],
    [
      'presence',
      { 'presence-by': 'delegated', sync: 'on-premises' },
      ['Presence.Read.All (delegated)', 'User.Read.All (delegated)'],
    ],
  ])('C2: %s with %j names what it asks for, ticked or not', (id, answers, asksFor) => {
    expect(functionField(id, answers).asksFor).toEqual(asksFor);
    expect(functionField(id, ticked(['calendar'], answers)).asksFor).toEqual(asksFor);
  });

  test('C3: that is set up is ticked, says so, and stays', () => {
    const there = functionField('calendar', { calendar: 'false' }, ['calendar']);
    expect(there).toMatchObject({ label: 'Outlook Calendar (set up already)', value: true });
    expect(functionField('mail', {}, ['calendar'])).toMatchObject({ label: 'Outlook mail', value: false });
  });

  test('C1: the first carries the complaint that none is chosen', () => {
    expect(functionField('directory').error?.code).toBe('FUNCTION_NONE');
    expect(functionField('calendar').error).toBeNull();
  });

  test('names its permissions, so that they are no fields of their own', () => {
    expect(idsFor(cirrus)).not.toContain('calendars');
  });
});

test('C13, C14: each question shows its options and what they mean', () => {
  const by = fieldFor(cirrus, 'presence-by', { 'presence-by': 'delegated' });
  expect(by.kind === 'pick' && [by.value, ...by.options.map(({ id }) => id)]).toEqual([
    'delegated',
    'both',
    'application',
    'delegated',
  ]);
  const sync = fieldFor(cirrus, 'sync');
  expect(sync.kind === 'pick' && sync.options.map(({ detail }) => detail)).toEqual([
    'Presence.Read.All is enough',
    'Asks for User.Read.All too',
  ]);
});

test('J9: presence can be left out, and others typed, with the complaint beside them', () => {
  expect(fieldFor(jtel, 'presence')).toMatchObject({
    kind: 'tick',
    permission: 'Presence.Read.All',
    value: true,
    why: expect.stringMatching(/Confirm with jtel/),
  });
  expect(fieldFor(jtel, 'morePermissions', { morePermissions: 'a b' })).toMatchObject({
    kind: 'text',
    value: 'a b',
    error: { code: 'PERMISSION_UNREADABLE' },
  });
});

test('A23: no role is preset, and the missing table is told', () => {
  const roles = fieldFor(audiocodes, 'directoryRoles');
  expect(roles).toMatchObject({
    kind: 'text',
    label: 'Entra roles to add',
    value: '',
    hint: expect.stringMatching(/table that its document leaves out.*separated by commas/),
  });
  expect(fieldFor(audiocodes, 'rolesToRemove', {}, { known: [recorded()] })).toMatchObject({
    label: 'Entra roles to take away',
    value: '',
  });
});
