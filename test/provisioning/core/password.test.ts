/** A first password: strong, the same for the same bits, and free of what the vendor's product cannot handle. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { passwordFrom } from '../../../src/provisioning/core/password.ts';
import { jtel } from './ground.ts';

const FORBIDDEN = jtel.user?.forbiddenInPassword ?? '';
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** 256 bits from a number. */
function bits(seed: number): string {
  return createHash('sha256').update(String(seed)).digest('hex');
}

function passwords(count: number, forbidden: string): readonly string[] {
  return Array.from({ length: count }, (_, seed) => passwordFrom(bits(seed), forbidden));
}

describe('ten thousand passwords', () => {
  const all = passwords(10_000, FORBIDDEN);

  test('J6: hold none of the seven characters', () => {
    expect([...FORBIDDEN].sort()).toEqual([...'[]<>?#&'].sort());
    expect(all.filter((password) => /[[\]<>?#&]/.test(password))).toEqual([]);
  });

  test('J6: are twenty characters of four kinds, none of them a letter that is read for another', () => {
    expect(all.filter((password) => password.length !== 20)).toEqual([]);
    expect(all.filter((password) => !KINDS.every((kind) => kind.test(password)))).toEqual([]);
    expect(all.filter((password) => /[lIO01 ]/.test(password))).toEqual([]);
  });

  test('are ten thousand different ones', () => {
    expect(new Set(all).size).toBe(10_000);
  });
});

test('the same bits give the same password, in whichever case they are written', () => {
  expect(passwordFrom(bits(1), FORBIDDEN)).toBe(passwordFrom(bits(1), FORBIDDEN));
  expect(passwordFrom(bits(1).toUpperCase(), FORBIDDEN)).toBe(passwordFrom(bits(1), FORBIDDEN));
});

test('three kinds are there where the fourth is forbidden', () => {
  const noDigits = passwords(500, '0123456789');
  expect(noDigits.filter((password) => /\d/.test(password))).toEqual([]);
  expect(noDigits.filter((password) => !/[a-z]/.test(password) || !/[A-Z]/.test(password))).toEqual([]);
});

test('whatever is forbidden does not appear', () => {
  const forbidden = 'abcdefghijkmABCDEFGHJKLM2345!$%*';
  expect(
    passwords(500, forbidden).filter((password) => [...forbidden].some((one) => password.includes(one))),
  ).toEqual([]);
});

test('too few bits, or too much that is forbidden, give none', () => {
  expect(() => passwordFrom(bits(1).slice(0, 46), '')).toThrow(RangeError);
  expect(() => passwordFrom('', '')).toThrow(RangeError);
  expect(() => passwordFrom(bits(1), 'abcdefghijkmnpqrstuvwxyz23456789')).toThrow(RangeError);
});
