import { describe, expect, test } from '@jest/globals';
import {
  EVERYTHING,
  isNarrowed,
  pageParams,
  paramsOf,
  queryOf,
  scopedTo,
  sortedBy,
  toggled,
} from '../../../src/tab/client/overview/query.ts';
import type { ListQuery } from '../../../src/tab/client/overview/query.ts';

const NARROW: ListQuery = {
  search: 'anna',
  states: ['lapsed', 'expiring'],
  connectors: ['nectar-dxp'],
  within: 30,
  sort: 'lapse',
  descending: true,
  group: 'owner',
};

describe('the question to the register', () => {
  test('everything is an empty address', () => expect(paramsOf(EVERYTHING).toString()).toBe(''));

  test('it comes back from its address', () => {
    expect(queryOf(new URLSearchParams(paramsOf(NARROW).toString()))).toEqual(NARROW);
  });

  test('what is not understood is left out', () => {
    const odd = new URLSearchParams('state=lapsed,rich&sort=size&group=x&within=-3&desc=yes');
    expect(queryOf(odd)).toEqual({ ...EVERYTHING, states: ['lapsed'] });
  });

  test('a page is a hundred, after the one before', () => {
    expect(pageParams(EVERYTHING, 'abc').toString()).toBe('limit=100&after=abc');
  });

  test('order and grouping narrow nothing down', () => {
    expect(isNarrowed({ ...EVERYTHING, sort: 'name', group: 'state' })).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, search: ' ' })).toBe(false);
    expect(isNarrowed(NARROW)).toBe(true);
  });

  test('no more is asked for than the tab was set to show, unless somebody picks one', () => {
    const set = ['cirrus-connect', 'jtel-presence'];
    expect(scopedTo(set, EVERYTHING).connectors).toEqual(set);
    expect(scopedTo(set, NARROW).connectors).toEqual(['nectar-dxp']);
    expect(scopedTo([], EVERYTHING)).toEqual(EVERYTHING);
  });

  test('a second press on a column turns it round', () => {
    const once = sortedBy(EVERYTHING, 'name');
    expect([once.sort, once.descending]).toEqual(['name', false]);
    expect(sortedBy(once, 'name').descending).toBe(true);
    expect(sortedBy(sortedBy(once, 'name'), 'owner').descending).toBe(false);
  });

  test('one more, and without it', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
