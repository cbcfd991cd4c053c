import { describe, expect, test } from '@jest/globals';
import { columnsOf, inWords, totalInWords } from '../../../src/tab/client/overview/month-columns.ts';

const months = [
  { month: '2026-12', counts: { secret: 1_200, 'sign-in': 1 } },
  { month: '2027-01', counts: {} },
] as const;

describe('lapses by month', () => {
  test('stand under the month and its year, those without any too', () => {
    expect(columnsOf({ months, overdue: {} })).toEqual([
      { label: 'Dec ’26', counts: months[0].counts },
      { label: 'Jan ’27', counts: {} },
    ]);
  });

  test('begin with what has passed unrenewed, if there is any', () => {
    const [first] = columnsOf({ months, overdue: { password: 3 } });
    expect(first).toEqual({ label: 'Overdue', counts: { password: 3 } });
  });

  test('are told in words, one of them as one', () => {
    expect(inWords(months[0].counts)).toBe('1,200 secrets, 1 sign-in');
    expect(totalInWords(months[0].counts)).toBe('1,201 lapses');
    expect([inWords({}), totalInWords({})]).toEqual(['', '0 lapses']);
  });
});
