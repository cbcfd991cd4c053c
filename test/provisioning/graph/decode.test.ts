import { describe, expect, test } from '@jest/globals';
import { ZodError } from 'zod/v4';
import type { ApplicationFacts } from '../../../src/provisioning/core/operations.ts';
import { decode } from '../../../src/provisioning/graph/decode.ts';
import { allSamples, samples } from './samples.ts';

const AT = Date.UTC(2026, 10, 21, 9);

test.each(allSamples.map((sample) => [sample.operation.op, sample] as const))(
  '%s is read as what the engine knows it by',
  (_, { operation, status, answer, result }) => {
    expect(decode(operation, { status, body: answer, at: AT })).toEqual(result);
  },
);

test.each(
  allSamples.flatMap((sample) =>
    sample.malformed.map((body) => [sample.operation.op, JSON.stringify(body), sample, body] as const),
  ),
)('%s does not take %s for an answer', (_op, _text, { operation, status }, body) => {
  expect(() => decode(operation, { status, body, at: AT })).toThrow(ZodError);
});

describe('upserts', () => {
  test.each([200, 204])('%d means it was there already', (status) => {
    const answer = { status, body: undefined, at: AT };
    expect(decode(samples['upsert-application'].operation, answer)).toEqual({ outcome: 'existed' });
    expect(decode(samples['upsert-service-principal'].operation, answer)).toEqual({ outcome: 'existed' });
  });
});

describe('a user', () => {
  const { operation, status, answer } = samples['user-named'];
  const read = (changes: object) =>
    decode(operation, { status, body: { ...(answer as object), ...changes }, at: AT });

  test('is a guest, or switched off, when Graph says so', () => {
    expect(read({ userType: 'Guest', accountEnabled: false })).toMatchObject({ guest: true, enabled: false });
    expect(read({ userType: null })).toMatchObject({ guest: false, enabled: true });
  });

  test.each([[null], [''], [undefined]])('whose employee type is %j carries no mark', (employeeType) => {
    expect(read({ employeeType })).toMatchObject({ employeeType: null });
  });

  test.each([
    ['DisablePasswordExpiration', true],
    ['DisableStrongPassword, DisablePasswordExpiration', true],
    ['DisableStrongPassword', false],
    ['None', false],
    [null, false],
  ])('with the password policies %j: never expires is %s', (passwordPolicies, passwordNeverExpires) => {
    expect(read({ passwordPolicies })).toMatchObject({ passwordNeverExpires });
  });

  test('has its principal name for want of another, and may be without a date', () => {
    expect(read({ displayName: null, createdDateTime: null })).toMatchObject({
      displayName: 'anna@contoso.example',
      createdDateTime: null,
    });
  });
});

test('the bytes of a key are not carried along', () => {
  const { operation, status, answer } = samples.application;
  expect(JSON.stringify(decode(operation, { status, body: answer, at: AT }))).not.toContain('AAAA"');
});

test('a new secret does not print itself', () => {
  const { operation, status, answer } = samples['add-password'];
  const password = decode(operation, { status, body: answer, at: AT }) as { secret: { expose(): string } };

  expect(JSON.stringify(password)).not.toContain('pretend-secret-value');
  expect(password.secret.expose()).toBe('pretend-secret-value');
});

describe('what Graph may answer and nobody expects', () => {
  const { operation, status, answer } = samples.application;
  const read = (changes: object) =>
    decode(operation, { status, body: { ...(answer as object), ...changes }, at: AT }) as ApplicationFacts;
  const { passwordCredentials: passwords, keyCredentials: keys } = answer as Credentials;
  const password = (changes: object) => ({ ...passwords[0], ...changes });

  test('a 200 with an error inside is no answer', () => {
    const body = { error: { code: 'Request_BadRequest', message: 'no' } };
    expect(() => decode(operation, { status: 200, body, at: AT })).toThrow(ZodError);
  });

  test.each([[undefined], [null], [7], [''], ['../users'], [['a']]])('the id %j is no id', (id) => {
    expect(() => read({ id })).toThrow(ZodError);
  });

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z', '2026-11-21T09:00:00.1234567Z'])(
    'the date %s is kept as it came',
    (endDateTime) => {
      expect(read({ passwordCredentials: [password({ endDateTime })] }).passwords[0]).toMatchObject({
        endDateTime,
      });
    },
  );

  test.each(['10000-01-01T00:00:00Z', '2026-13-01T00:00:00Z', 'soon', '', 7, null])(
    'the date %j is none',
    (endDateTime) => {
      expect(() => read({ passwordCredentials: [password({ endDateTime })] })).toThrow(ZodError);
    },
  );

  test('a key without its bytes is one like any other', () => {
    const [before] = read({}).certificates;
    expect(read({ keyCredentials: [{ ...keys[0], key: null }] }).certificates).toEqual([before]);
  });

  test('the same key id twice stays twice, and a thousand credentials stay a thousand', () => {
    expect(read({ passwordCredentials: [password({}), password({})] }).passwords).toHaveLength(2);
    expect(read({ passwordCredentials: Array(1_001).fill(password({})) }).passwords).toHaveLength(1_001);
  });

  test('a new secret lives as long as Graph says, whatever was asked for', () => {
    const added = samples['add-password'];
    const body = { ...(added.answer as object), endDateTime: '2026-12-01T00:00:00Z' };
    expect(decode(added.operation, { status: 200, body, at: AT })).toMatchObject({
      endDateTime: '2026-12-01T00:00:00Z',
    });
  });
});

interface Credentials {
  readonly passwordCredentials: readonly object[];
  readonly keyCredentials: readonly object[];
}
