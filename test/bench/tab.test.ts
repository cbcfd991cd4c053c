/** The run of `npm run bench tab` in small: nothing here is held against a clock. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { fewestInASecond } from '../../bench/tab/browser.ts';
import { measureTab } from '../../bench/tab/measure.ts';
import { browserIfAny } from '../browser/stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;
const PATIENCE = { opens: 1, requests: 1, seconds: 2 };

afterAll(() => browser?.close());

inBrowser('the tab in the pretend Teams, before the real server', () => {
  test.each([0, 3, 130])(
    'is opened and scrolled with %i registrations',
    async (registrations) => {
      if (browser === null) return;
      const cost = await measureTab(registrations, browser, PATIENCE);
      expect(Object.keys(cost)).toEqual(['registrations', 'jsKbGzip', 'usableMs', 'fps', 'apiMedianMs']);
      expect(cost.registrations).toBe(registrations);
      expect(cost.jsKbGzip).toBeLessThanOrEqual(180);
      expect(Math.min(cost.usableMs, cost.fps, cost.apiMedianMs)).toBeGreaterThan(0);
    },
    60_000,
  );
});

test('frames are counted in the second that has the fewest of them', () => {
  const even = Array.from({ length: 181 }, (_, frame) => (frame * 1000) / 60);
  expect(fewestInASecond(even)).toBe(60);
  const stuck = even.filter((time) => time < 1210 || time > 1690);
  expect(even.length - stuck.length).toBe(29);
  expect(fewestInASecond(stuck)).toBe(31);
});
