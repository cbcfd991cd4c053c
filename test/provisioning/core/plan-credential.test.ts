/** The credential of a plan: made, kept, or not needed. */
import { describe, expect, test } from '@jest/globals';
import { outlives } from '../../../src/provisioning/core/plan-credential.ts';
import { onTopOf, planWith } from './cirrus.ts';
import { audiocodes, contoso, known, madeBy, makeFor, nectar, planFor, recorded } from './ground.ts';
import { certificate } from './nectar.ts';

describe('C18: Cirrus’ secret', () => {
  test('is not planned where only delegated functions are chosen', () => {
    expect(planWith(['mail']).credential).toEqual({ kind: 'none', because: 'not-needed' });
    expect(planWith(['mail', 'presence'], { 'presence-by': 'delegated' }).credential).toEqual({
      kind: 'none',
      because: 'not-needed',
    });
  });

  test('is planned once an application permission is asked for', () => {
    expect(planWith(['mail', 'calendar']).credential).toMatchObject({
      kind: 'secret',
      description: 'Cirrus Connect',
      endDateTime: '2027-11-21T09:00:00.000Z',
    });
  });

  test('comes with the first function that needs it on a registration without one', () => {
    const bare = madeBy(planWith(['mail']));
    expect(planWith(['calendar'], {}, onTopOf(['mail'], bare)).credential.kind).toBe('secret');
  });

  test('stays as it is when a function is added to one that has it', () => {
    const holding = madeBy(planWith(['calendar']));
    const around = onTopOf(['calendar'], holding);
    expect(planWith(['directory'], {}, around).credential).toEqual({ kind: 'none', because: 'kept' });
    expect(planWith(['mail'], {}, around).credential).toEqual({ kind: 'none', because: 'kept' });
  });

  test('C19: or is added to it, under a description of its own', () => {
    const around = onTopOf(['calendar'], madeBy(planWith(['calendar'])));
    const typed = { credential: 'secret', description: 'For users' };
    expect(planWith(['directory'], typed, around).credential).toMatchObject({
      kind: 'secret',
      description: 'For users',
    });
  });
});

test('A21: another service gets another secret beside those that are there', () => {
  const existing = madeBy(planFor(audiocodes, { description: 'Berlin' }));
  const around = { known: [recorded({ descriptions: ['Berlin'] })], facts: contoso({ existing }) };
  const plan = planFor(audiocodes, { description: 'Hamburg' }, around);
  expect(plan.credential).toMatchObject({ kind: 'secret', description: 'Hamburg' });
  expect(plan.existing).toMatchObject({ settingsChange: false, removals: null });
});

describe('a certificate', () => {
  const choose = { credential: 'certificate' };

  test('that is on the registration already is kept', () => {
    const existing = madeBy(planFor(nectar, choose, { certificate }));
    const around = { known: [recorded()], certificate, facts: contoso({ existing }) };
    expect(planFor(nectar, choose, around).credential).toEqual({ kind: 'none', because: 'kept' });
    const other = { ...certificate, thumbprint: '00'.repeat(20) };
    expect(planFor(nectar, choose, { ...around, certificate: other }).credential.kind).toBe('certificate');
  });

  test('that begins later is refused until then', () => {
    const later = { ...certificate, notBefore: '2026-12-01T00:00:00.000Z' };
    expect(makeFor(nectar, choose, { certificate: later })).toMatchObject({
      problems: [{ code: 'CERT_NOT_YET' }],
    });
  });
});

test('where secrets are forbidden and there is no other way, that is said', () => {
  const credentialPolicy = known({ secretsAllowed: false, longestSecret: null, longestCertificate: null });
  const made = makeFor(audiocodes, {}, { facts: contoso({ credentialPolicy }) });
  expect(made).toMatchObject({
    problems: [{ code: 'CHECK_SECRETS_FORBIDDEN', facts: { way: expect.stringContaining('no other way') } }],
  });
});

describe('a life', () => {
  const from = Date.UTC(2024, 1, 29);

  test.each<[string, number, boolean]>([
    ['P1Y', Date.UTC(2025, 1, 28), false],
    ['P1Y', Date.UTC(2025, 1, 28) + 1, true],
    ['P1M', Date.UTC(2024, 2, 29), false],
    ['P30D', Date.UTC(2024, 2, 31), true],
    ['nonsense', Date.UTC(9999, 0, 1), false],
  ])('of %s is outlived', (longest, ends, expected) => {
    expect(outlives(from, ends, longest)).toBe(expected);
  });
});
