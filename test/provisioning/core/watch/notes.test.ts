import { expect, test } from '@jest/globals';
import { lapseNote } from '../../../../src/provisioning/core/watch/notes.ts';
import { ENDS, lapse } from './ground.ts';

test('a federated credential never ends, and that is said', () => {
  expect(lapseNote({ ...lapse(), kind: 'federated', ends: null })).toContain('never ends');
});

test('what was renewed says where the old one is still in use, or that it can go', () => {
  const open = ['Nectar DXP, Settings'];
  expect(lapseNote(lapse({ renewal: { ends: ENDS, open } }))).toContain('still in use: Nectar DXP, Settings');
  expect(lapseNote(lapse({ renewal: { ends: ENDS, open: [] } }))).toContain('can be removed');
});

test('a date says the rest', () => {
  expect(lapseNote(lapse())).toBe('');
  expect(lapseNote({ ...lapse(), ends: null })).toBe('The directory names no end.');
  expect(lapseNote({ ...lapse(), kind: 'password', ends: null })).toBe('');
});
