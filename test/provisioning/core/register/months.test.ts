import { expect, test } from '@jest/globals';
import { monthsFrom } from '../../../../src/provisioning/core/register/months.ts';

test.each([
  ['2026-11-21T10:00:00Z', '2026-11', '2027-11'],
  ['2027-01-31T23:59:59.999Z', '2027-01', '2028-01'],
  ['2028-02-29T00:00:00Z', '2028-02', '2029-02'],
])('the months from %s on are thirteen that follow on each other', (iso, first, last) => {
  const months = monthsFrom(Date.parse(iso));
  expect(months).toHaveLength(13);
  expect([months[0]?.month, months.at(-1)?.month]).toEqual([first, last]);
  expect(months.map(({ begins }) => new Date(begins).toISOString())).toEqual(
    months.map(({ month }) => `${month}-01T00:00:00.000Z`),
  );
});
