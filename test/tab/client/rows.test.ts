import { expect, test } from '@jest/globals';
import { rowsOf } from '../../../src/tab/client/overview/rows.ts';

test('without groups a row is a line', () => {
  const rows = rowsOf({ total: 10_000, groups: [] });
  expect(rows.count).toBe(10_000);
  expect(rows.at(9_999)).toEqual({ kind: 'line', line: 9_999 });
});

test('with groups each has its heading, and no line is lost or doubled', () => {
  const rows = rowsOf({
    total: 3,
    groups: [
      { key: 'a', title: 'A', count: 2 },
      { key: 'b', title: 'B', count: 1 },
    ],
  });
  expect(Array.from({ length: rows.count }, (_, row) => rows.at(row))).toEqual([
    { kind: 'heading', title: 'A', count: 2 },
    { kind: 'line', line: 0 },
    { kind: 'line', line: 1 },
    { kind: 'heading', title: 'B', count: 1 },
    { kind: 'line', line: 2 },
  ]);
});
