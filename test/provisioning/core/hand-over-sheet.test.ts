/** The vendor's sheet: its own labels in its own order, and never a secret or a password. */
import { describe, expect, test } from '@jest/globals';
import { sheetOf } from '../../../src/provisioning/core/hand-over-sheet.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import { done, finished } from './finished.ts';
import {
  APP_ID,
  audiocodes,
  cirrus,
  contoso,
  jtel,
  known,
  nectar,
  saas,
  userFacts,
  type Typed,
} from './ground.ts';
import { certificate } from './nectar.ts';
import { AT } from './runs.ts';

const TENANT = 't';
const SECRET = 'the secret, shown once';
const facts = contoso({ user: known(userFacts(ACCOUNT)) });

function fields(definition: Definition, run: Run): readonly (readonly [string, string | null])[] {
  return sheetOf(definition, run).fields.map(({ label, value, secret }) => [label, secret ? SECRET : value]);
}

const sheetFor = (definition: Definition, typed: Typed = {}) =>
  fields(definition, finished(definition, typed, {}, { facts, certificate }));

describe('the fields', () => {
  test('N29: of Nectar, and without a secret N33’s', () => {
    const two = [
      ['Application (client) ID', APP_ID],
      ['Directory (tenant) ID', TENANT],
    ];
    expect(sheetFor(nectar)).toEqual([...two, ['Client secret value', SECRET]]);
    expect(sheetFor(nectar, { credential: 'certificate' })).toEqual(two);
  });

  test('A22: of AudioCodes', () => {
    expect(sheetFor(audiocodes, { description: 'Berlin' })).toEqual([
      ['Application (client) ID', APP_ID],
      ['Directory (tenant) ID', TENANT],
      ['Client secret value', SECRET],
    ]);
  });

  test('J12: of jtel, in the order of its table, the password in words', () => {
    expect(fields(jtel, finished(jtel))).toEqual([
      ['Application (client) ID', APP_ID],
      ['Directory (tenant) ID', TENANT],
      ['Secret Value', SECRET],
      ['User email address', 'jtel-presence@contoso.example'],
      ['User password', 'the one you set at first sign-in; send it yourself'],
    ]);
    expect(sheetOf(jtel, finished(jtel)).fields.map(({ words }) => words)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('C21: of Cirrus, with the name of the tenant beside its id', () => {
    expect(sheetFor(cirrus, ticked(['calendar', 'mail']))).toEqual([
      ['Application ID', APP_ID],
      ['Secret value', SECRET],
      ['Microsoft tenant name', 'Contoso'],
      ['Microsoft tenant ID', TENANT],
    ]);
    expect(sheetFor(cirrus, ticked(['mail'])).map(([label]) => label)).toEqual([
      'Application ID',
      'Microsoft tenant name',
      'Microsoft tenant ID',
    ]);
  });

  test('S17: of the Microsoft 365 connector, three rows with the portal’s names beside the vendor’s', () => {
    expect(sheetFor(saas)).toEqual([
      ['Tenant ID', TENANT],
      ['Client ID', APP_ID],
      ['Client secret', SECRET],
    ]);
    expect(sheetOf(saas, finished(saas)).fields.map(({ portal }) => portal)).toEqual([
      'Directory (tenant) ID',
      'Application (client) ID',
      'Client secret',
    ]);
  });

  test('S2: tenant and client are what they are called, whatever their order', () => {
    expect(Object.fromEntries(sheetFor(saas))).toMatchObject({ 'Tenant ID': TENANT, 'Client ID': APP_ID });
  });

  test('S16: tenant id and client id are there to be copied before the secret is shown', () => {
    const ready = sheetOf(saas, finished(saas)).fields.filter(({ value }) => value !== null);
    expect(ready.map(({ portal }) => portal)).toEqual(['Directory (tenant) ID', 'Application (client) ID']);
  });

  test('J13: no sheet has a Secret ID', () => {
    const labels = [nectar, audiocodes, jtel, saas].flatMap((one) =>
      fields(one, finished(one)).map(([label]) => label),
    );
    expect(labels.filter((label) => /secret\s*id/i.test(label))).toEqual([]);
  });
});

describe('what is never on it', () => {
  test('X4: a secret has its place, and no value', () => {
    for (const definition of [nectar, audiocodes, jtel, saas]) {
      const secrets = sheetOf(definition, finished(definition)).fields.filter(({ secret }) => secret);
      expect(secrets.map(({ value }) => value)).toEqual([null]);
    }
  });

  test('C20: Cirrus’ secret value is not on it; it has a road of its own, once', () => {
    const { fields: all } = sheetOf(cirrus, finished(cirrus, ticked(['calendar'])));
    expect(all.find(({ label }) => label === 'Secret value')).toMatchObject({ secret: true, value: null });
  });

  test('J12: the first password is the admin’s, told by its state alone', () => {
    expect(sheetOf(jtel, finished(jtel, {}, { firstPassword: 'ready' })).firstPassword).toEqual({
      userPrincipalName: 'jtel-presence@contoso.example',
      state: 'ready',
    });
    const there = finished(jtel, { userWay: 'existing', userExisting: ACCOUNT }, {}, { facts });
    expect(sheetOf(jtel, there).firstPassword).toBeNull();
    expect(sheetOf(nectar, finished(nectar)).firstPassword).toBeNull();
  });
});

describe('beside the fields', () => {
  test('stand what it is for, when it ends, and the checklist', () => {
    const run = finished(saas, {}, { ticks: { 'add-connector': done(AT) } });
    expect(sheetOf(saas, run)).toMatchObject({
      connectorTitle: 'Microsoft 365 connector',
      to: 'whoever adds the connector in your SaaS management',
      credentialEnds: '2027-11-21T09:00:00.000Z',
      checklist: [{ id: 'add-connector', state: 'done' }],
    });
  });

  test('C12: only what was chosen is warned of', () => {
    const warnings = (functions: readonly string[]) =>
      sheetOf(cirrus, finished(cirrus, ticked(functions), {}, { facts })).warnings;
    expect(warnings(['mail'])).toEqual([expect.stringMatching(/Exchange shares with the account/)]);
    expect(warnings(['calendar'])).toEqual([]);
  });

  test('before anything is made the ids are open', () => {
    const run = finished(nectar, {}, { registration: null, plan: null });
    expect(fields(nectar, run)).toEqual([
      ['Application (client) ID', null],
      ['Directory (tenant) ID', TENANT],
    ]);
    expect(sheetOf(nectar, run).credentialEnds).toBe('');
  });
});
