import { expect, test } from '@jest/globals';
import { whyNot } from '../../src/index/why-not.ts';
import { RegistrarError } from '../../src/provisioning/errors.ts';

test('a failure of ours has its own words and its code', () => {
  expect(whyNot(new RegistrarError('STORE_LOCKED'))).toMatch(/\(STORE_LOCKED\)$/);
});

test('a port in use names itself and the variable', () => {
  const error = Object.assign(new TypeError('listen'), { code: 'EADDRINUSE', port: 3978 });
  expect(whyNot(error)).toBe('Port 3978 is in use. Set PORT to another, or stop what uses it.');
});

test('a cloud that is not there is told apart from a fault of ours', () => {
  expect(whyNot(new TypeError('fetch failed'))).toContain('The pretend Microsoft cloud does not answer.');
  expect(whyNot(new RangeError('odd'))).toContain('RangeError: odd');
});
