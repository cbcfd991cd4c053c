import { expect, test } from '@jest/globals';
import { parseDuration } from '../../src/sandbox/duration.ts';

const DAY = 86_400_000;

test.each([
  ['P60D', 60 * DAY],
  ['P1Y', 365 * DAY],
  ['P2W', 14 * DAY],
  ['P4DT12H30M5S', 4 * DAY + 45_005_000],
  ['PT0.5S', 500],
  ['-P1D', -DAY],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['60D', undefined],
  ['', undefined],
])('%s is %s ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
