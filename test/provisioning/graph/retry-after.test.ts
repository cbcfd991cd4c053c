import { expect, test } from '@jest/globals';
import { parseRetryAfter } from '../../../src/provisioning/graph/retry-after.ts';
import { DATE } from './fixture.ts';

test.each([
  ['0', 0],
  ['10', 10_000],
  [' 7 ', 7_000],
  ['1.5', 1_500],
  ['3600', 3_600_000],
  ['3601', 3_600_000],
  ['1000000000', 3_600_000],
  ['99999999999999999999999', 3_600_000],
  ['Sat, 21 Nov 2026 09:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
  ['Mon, 21 Nov 2050 09:00:00 GMT', 3_600_000],
])('%s is a wait of %d ms', (value, wait) => {
  expect(parseRetryAfter(value, DATE)).toBe(wait);
});

test.each([
  undefined,
  '',
  '-5',
  '1e9',
  'soon',
  'NaN',
  'Infinity',
  '0x10',
  '5, 6',
  '2026-11-21',
  'Sat, 99 Foo 2026 x',
])('%j names no wait', (value) => {
  expect(parseRetryAfter(value, DATE)).toBeUndefined();
});

test('a date names no wait when the answer does not say what time it is', () => {
  expect(parseRetryAfter('Sat, 21 Nov 2026 09:00:30 GMT', undefined)).toBeUndefined();
});
