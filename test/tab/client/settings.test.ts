import { describe, expect, test } from '@jest/globals';
import { ladderOf, searchOf, settingsOf, USUAL } from '../../../src/tab/client/settings.ts';

describe('settings of a channel tab', () => {
  test('what is as usual is not in the address', () => {
    expect(searchOf(USUAL)).toBe('');
    expect(settingsOf('')).toEqual(USUAL);
  });

  test('what was set comes back from the address', () => {
    const set = { connectors: ['nectar-dxp', 'cirrus-connect'], alerts: false, ladder: [30, 7] };
    expect(searchOf(set)).toBe('?connectors=nectar-dxp,cirrus-connect&alerts=off&ladder=30,7');
    expect(settingsOf(searchOf(set))).toEqual(set);
  });

  test('what is no connector or ladder is left out', () => {
    expect(settingsOf('?connectors=<b>,ok&ladder=x')).toEqual({ ...USUAL, connectors: ['ok'] });
  });

  test.each([
    ['60, 30, 7', [60, 30, 7]],
    ['7 30;30', [30, 7]],
    ['', null],
    ['0', null],
    ['1.5', null],
    ['400', null],
    ['soon', null],
  ])('a ladder typed as %j is %j', (typed, days) => expect(ladderOf(typed)).toEqual(days));
});
