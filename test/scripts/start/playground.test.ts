import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import type { About } from '../../../scripts/start/about.ts';
import { chatter, NobodyOfThatName, playgroundConfig } from '../../../scripts/start/playground.ts';
import { PEOPLE, TENANT_ID } from '../../../src/sandbox/seed.ts';

const about: About = {
  tenantId: TENANT_ID,
  tenantName: 'Contoso',
  people: PEOPLE.map(({ key, givenName, surname, userPrincipalName, oid }) => {
    return { key, displayName: `${givenName} ${surname}`, userPrincipalName, oid };
  }),
};

const schema = JSON.parse(readFileSync('test/schemas/playground-config-0.1.1.json', 'utf8')) as object;
const fits = new Ajv({ strict: false }).compile(schema);

interface Written {
  readonly currentUser: { readonly id: string; readonly aadObjectId: string };
  readonly users: readonly { readonly id: string }[];
}

describe('the configuration of the chat client', () => {
  test.each(PEOPLE.map(({ key }) => key))('fits the schema with %s chatting', (key) => {
    expect([fits(playgroundConfig(about, key)), fits.errors]).toEqual([true, null]);
  });

  test('knows every person by the object id of the directory, and nobody twice', () => {
    const { currentUser, users } = playgroundConfig(about, 'anna') as Written;
    expect(currentUser.aadObjectId).toBe(PEOPLE[0]?.oid);
    const ids = [currentUser, ...users].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
  });

  test('is refused for somebody who is not there, with the names that are', () => {
    expect(() => chatter(about, 'zoe')).toThrow(NobodyOfThatName);
    expect(() => chatter(about, 'zoe')).toThrow('anna, bo, pia, dana, uma, gus');
  });
});
