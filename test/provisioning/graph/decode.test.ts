import { describe, expect, test } from '@jest/globals';
import { ZodError } from 'zod/v4';
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
