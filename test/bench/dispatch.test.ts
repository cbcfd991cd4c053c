/** The run of `npm run bench dispatch`, a fortieth of it, on a clock that is moved. */
import { expect, test } from '@jest/globals';
import { measureDispatch } from '../../bench/lib/dispatch.ts';
import { VirtualTime } from '../fakes/virtual-time.ts';

test('on a bad day of Teams everybody is told, nobody twice unasked, and never too fast', async () => {
  const figures = await measureDispatch(250, new VirtualTime());
  expect(figures).toMatchObject({ alerts: 250, lost: 0, duplicates: 0, allowedPerSecond: 45 });
  expect(figures.labelledRepeats).toBeGreaterThan(0);
  expect(figures.perSecond).toBeGreaterThanOrEqual(0.9 * 45);
  expect(figures.worstSecond).toBeLessThanOrEqual(45);
}, 120_000);
