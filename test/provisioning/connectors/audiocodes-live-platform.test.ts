/** What AudioCodes' document asks for, row by row, as far as the definition itself decides it. */
import { describe, expect, test } from '@jest/globals';
import { checkName } from '../../../src/provisioning/core/names.ts';
import { shipped } from './files.ts';

const audiocodes = shipped('audiocodes-live-platform');
const { rules } = audiocodes.name;
const [secret] = audiocodes.credentials;

function codeOf(name: string): string | null {
  return checkName(rules, name)?.code ?? null;
}

function item(id: string) {
  return audiocodes.checklist.find((one) => one.id === id);
}

test('A1: the vendor asks for an Application Administrator or more before its wizard', () => {
  expect(audiocodes.vendorRules).toEqual({
    register: {
      roles: ['Application Administrator', 'Global Administrator'],
      why: expect.stringContaining('Application Administrator'),
    },
  });
});

test('A2: it is AudioCodes that is connected', () => {
  expect([audiocodes.vendor.name, audiocodes.title]).toEqual(['AudioCodes', 'AudioCodes Live Platform']);
  expect(audiocodes.audience).toEqual({ preset: 'AzureADMyOrg', others: [] });
});

test('A3: one registration is shared by all Direct Routing services', () => {
  expect(audiocodes.purpose).toMatch(/one registration.*Direct Routing services share/);
  expect(audiocodes.functions).toEqual([]);
});

test('A4: every Direct Routing service has a secret of its own, named after it', () => {
  expect(secret).toMatchObject({
    kind: 'secret',
    description: { label: 'Service', eachFor: 'Direct Routing service', preset: '', rules },
  });
  expect(audiocodes.needsCredential).toBe('always');
});

test('A7: the sign-in with a code is offered', () => {
  expect(audiocodes.deviceCode).toBe(true);
});

test('A10: a name has 3 to 15 characters', () => {
  expect(['ab', 'abc', 'a'.repeat(15), 'a'.repeat(16)].map(codeOf)).toEqual([
    'NAME_TOO_SHORT',
    null,
    null,
    'NAME_TOO_LONG',
  ]);
});

describe('A11', () => {
  test.each(['\\', '/', ':', '*', '?', '"', '<', '>', '|'])('A11: a name with %s is refused', (character) => {
    const refused = checkName(rules, `Live${character}01`);
    expect(refused).toMatchObject({ code: 'NAME_FORBIDDEN_CHARACTER', facts: { character } });
  });
});

test('A12: a name with "audit" is taken with a notice, and the reading of the gap is noted', () => {
  expect(codeOf('audit01')).toBeNull();
  expect(codeOf('a|audit')).toBe('NAME_FORBIDDEN_CHARACTER');
  expect(audiocodes.name.notices).toEqual([
    { contains: 'audit', text: expect.stringContaining('may mean that this word is not allowed') },
  ]);
  expect(audiocodes.decisions).toContainEqual(expect.stringMatching(/^A12: .*"\|audit"/));
});

test('A13: letters of either case, digits and signs will do; a dot and a blank will not', () => {
  expect(['Ab-1_', 'LIVE#01', 'a.b', 'a b'].map(codeOf)).toEqual([
    null,
    null,
    'NAME_FORBIDDEN_CHARACTER',
    'NAME_FORBIDDEN_CHARACTER',
  ]);
  expect(codeOf(audiocodes.name.preset)).toBeNull();
});

test('A14: a name is used once', () => {
  expect(audiocodes.name.unique).toBe(true);
});

test('A15: the clicks of the onboarding wizard are on the checklist', () => {
  const text = item('pending-invitation')?.text;
  expect(text).toMatch(/Direct Routing > Add Service > Pending Invitations > Add\b/);
  expect(text).toMatch(/Compare the registration/);
});

test('A16: whether the wizard takes the credentials is asked', () => {
  expect(item('wizard-credentials')).toMatchObject({
    kind: 'outcome',
    text: expect.stringMatching(/^Next: /),
  });
});

test('A17: the outcome of Validate Authentication is asked', () => {
  expect(item('validate-authentication')).toMatchObject({
    kind: 'outcome',
    text: expect.stringMatching(
      /Direct Routing > Edit Service > Configuration > M365 Configuration > Validate Authentication/,
    ),
  });
});

test('A18: where Live Platform shows the days that are left is said', () => {
  expect(item('days-until-expire')?.text).toMatch(/Client Secret Days Until Expire .* first secret/);
});

test('A20: nothing is asked for, and what the wizard asked for can be cleaned up', () => {
  expect(audiocodes.permissions).toEqual([]);
  expect(audiocodes.morePermissions).toBeUndefined();
  expect(audiocodes.cleanUp?.why).toMatch(/does not need/);
});

test('A21: an additional secret is for an additional service', () => {
  expect(secret?.why).toMatch(/Each Direct Routing service gets one of its own/);
});

test('A22: the value goes into the hand-over, beside the two ids', () => {
  expect(audiocodes.handOver.fields).toEqual([
    { label: 'Application (client) ID', value: 'application-id' },
    { label: 'Directory (tenant) ID', value: 'tenant-id' },
    { label: 'Client secret value', value: 'secret' },
  ]);
});

test('A23: no Entra role is preset, and the missing table is told', () => {
  expect(audiocodes.directoryRoles).toEqual({
    preset: [],
    notice: expect.stringMatching(/table that its document leaves out/),
  });
});

test('A24: what is missing in the document is noted, and nothing is invented for it', () => {
  expect(audiocodes.decisions).toContainEqual(
    expect.stringMatching(/^A24: steps 6, 13 and 14 .* Nothing is invented/),
  );
  expect(audiocodes.checklist).toHaveLength(4);
});
