/** What people type when they say how early they want to know. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MOST_DAYS, readLadder } from '../../../../src/provisioning/core/watch/read-ladder.ts';

test.each<[string, number[]]>([
  ['90, 30, 7', [90, 30, 7]],
  ['7,30,90', [90, 30, 7]],
  ['60/30/14', [60, 30, 14]],
  ['60; 30', [60, 30]],
  ['30 7', [30, 7]],
  ['  30 days, 7 days and 1 day before ', [30, 7, 1]],
  ['30, 30, 07, 7,', [30, 7]],
  ['14, 0', [14]],
  ['730', [730]],
  ['12,11,10,9,8,7,6,5,4,3,2,1,0', [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
])('%j is the days %j', (typed, ladder) => {
  expect(readLadder(typed)).toEqual({ ok: true, ladder });
});

test.each<[string, string, object]>([
  ['', 'LADDER_EMPTY', {}],
  [' , ', 'LADDER_EMPTY', {}],
  ['days', 'LADDER_EMPTY', {}],
  ['soon', 'LADDER_UNREADABLE', { typed: 'soon' }],
  ['30, -7', 'LADDER_UNREADABLE', { typed: '30, -7' }],
  ['1.5', 'LADDER_UNREADABLE', { typed: '1.5' }],
  ['30,,7', 'LADDER_UNREADABLE', { typed: '30,,7' }],
  [', 7', 'LADDER_UNREADABLE', { typed: ', 7' }],
  ['3 weeks', 'LADDER_UNREADABLE', { typed: '3 weeks' }],
  ['30days', 'LADDER_UNREADABLE', { typed: '30days' }],
  ['1e2', 'LADDER_UNREADABLE', { typed: '1e2' }],
  ['99999999999', 'LADDER_UNREADABLE', { typed: '99999999999' }],
  ['0', 'LADDER_NOTHING_BEFORE', {}],
  ['7, 731', 'LADDER_TOO_LONG_BEFORE', { days: 731, most: MOST_DAYS }],
  ['13,12,11,10,9,8,7,6,5,4,3,2,1', 'LADDER_TOO_MANY', { count: 13, most: 12 }],
])('%j is refused as %s', (typed, code, facts) => {
  expect(readLadder(typed)).toEqual({ ok: false, failure: { code, facts } });
});

test('whatever is read is in order, whole and above nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 15 }),
      fc.constantFrom(',', ' / '),
      (days, by) => {
        const read = readLadder(days.join(by));
        if (!read.ok) return;
        expect(read.ladder).toEqual([...new Set(days)].filter((one) => one > 0).sort((a, b) => b - a));
        expect(readLadder(read.ladder.join(', '))).toEqual(read);
      },
    ),
  );
});
