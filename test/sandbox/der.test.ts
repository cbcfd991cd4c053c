import { expect, test } from '@jest/globals';
import { integer } from '../../src/sandbox/der.ts';

// A reader refuses a number that is padded, and takes one with its highest bit set for negative.
test.each([
  ['00', '020100'],
  ['01', '020101'],
  ['7f', '02017f'],
  ['80', '02020080'],
  ['ff', '020200ff'],
  ['0001', '020101'],
  ['0080', '02020080'],
  ['000000', '020100'],
  ['ff80', '020300ff80'],
  ['', '020100'],
])('the number %s is written as %s', (bytes, written) => {
  expect(Buffer.from(integer(Buffer.from(bytes, 'hex'))).toString('hex')).toBe(written);
});
