import { expect, test } from '@jest/globals';
import { ZodError } from 'zod/v4';
import { readCredentialPolicy } from '../../../src/provisioning/graph/credential-policy.ts';
import { daysOf } from '../../../src/provisioning/graph/duration.ts';

const AT = Date.UTC(2026, 10, 21, 9);

const policy = (passwords: readonly object[], keys: readonly object[] = [], isEnabled = true) => ({
  isEnabled,
  applicationRestrictions: { passwordCredentials: passwords, keyCredentials: keys },
});

const addition = { restrictionType: 'passwordAddition', maxLifetime: null };
const life = (maxLifetime: string, more: object = {}) => ({
  restrictionType: 'passwordLifetime',
  maxLifetime,
  ...more,
});

test('a policy that is off limits nothing', () => {
  const read = readCredentialPolicy(policy([addition, life('P1D')], [], false), AT);
  expect(read).toEqual({ secretsAllowed: true, longestSecret: null, longestCertificate: null });
});

test('a restriction without a state is in force, a disabled one is not', () => {
  expect(readCredentialPolicy(policy([addition]), AT).secretsAllowed).toBe(false);
  expect(readCredentialPolicy(policy([{ ...addition, state: 'enabled' }]), AT).secretsAllowed).toBe(false);
  expect(readCredentialPolicy(policy([{ ...addition, state: 'disabled' }]), AT).secretsAllowed).toBe(true);
});

test('custom passwords and symmetric keys are other things than secrets', () => {
  const others = ['customPasswordAddition', 'symmetricKeyAddition', 'symmetricKeyLifetime'];
  const read = readCredentialPolicy(
    policy(others.map((restrictionType) => ({ restrictionType, maxLifetime: 'P1D' }))),
    AT,
  );
  expect(read).toEqual({ secretsAllowed: true, longestSecret: null, longestCertificate: null });
});

test('the strictest of several lives counts', () => {
  expect(readCredentialPolicy(policy([life('P2Y'), life('P90D'), life('P6M')]), AT).longestSecret).toBe(
    'P90D',
  );
});

test('certificates have their own limit', () => {
  const keys = [{ restrictionType: 'asymmetricKeyLifetime', maxLifetime: 'P1Y' }];
  expect(readCredentialPolicy(policy([], keys), AT)).toEqual({
    secretsAllowed: true,
    longestSecret: null,
    longestCertificate: 'P1Y',
  });
});

test('a restriction for applications created after a later day does not bind one made now', () => {
  const later = { restrictForAppsCreatedAfterDateTime: '2027-01-01T00:00:00Z' };
  const before = { restrictForAppsCreatedAfterDateTime: '2014-10-19T10:37:00Z' };
  expect(readCredentialPolicy(policy([life('P1D', later)]), AT).longestSecret).toBeNull();
  expect(readCredentialPolicy(policy([life('P1D', before)]), AT).longestSecret).toBe('P1D');
});

test('when the directory did not say the time, every restriction is taken to bind', () => {
  const later = { restrictForAppsCreatedAfterDateTime: '2027-01-01T00:00:00Z' };
  expect(readCredentialPolicy(policy([life('P1D', later)]), Number.NaN).longestSecret).toBe('P1D');
});

test('a life that is no duration makes the policy unreadable, not absent', () => {
  expect(() => readCredentialPolicy(policy([life('six months')]), AT)).toThrow(ZodError);
});

test.each([
  ['P1D', 1],
  ['P4DT12H30M5S', 4.520891],
  ['P1W', 7],
  ['PT0S', 0],
  ['P12M', 365.25],
])('%s is about %d days', (duration, days) => {
  expect(daysOf(duration)).toBeCloseTo(days, 5);
});

test.each(['', 'P', 'PT', 'P-1D', '1D', 'P1D '])('%j is no duration', (text) => {
  expect(daysOf(text)).toBeNaN();
});
