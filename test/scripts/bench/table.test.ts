import { expect, test } from '@jest/globals';
import { table } from '../../../scripts/bench/table.ts';

test('columns are as wide as their widest cell, numbers to the right', () => {
  const rows = [
    { step: 'application', ms: 12 },
    { step: 'proof', ms: 1.5, note: 'first' },
  ];
  expect(table(rows)).toBe(
    [
      'step           ms  note',
      '----           --  ----',
      'application    12',
      'proof        1.50  first',
    ].join('\n'),
  );
});

test('no rows is said', () => {
  expect(table([])).toBe('(no rows)');
});
