import { expect, test } from '@jest/globals';
import type { Database } from '../../../src/provisioning/store/index.ts';
import { startRollingDumps } from '../../../src/provisioning/store/rolling-dumps.ts';
import { HandTimers } from './hand-timers.ts';

const HOUR = 60 * 60_000;

test('dumps are written one interval apart, also after one that failed, until stopped', async () => {
  const timers = new HandTimers();
  const outcomes = [Promise.resolve('000001.tar.gz'), Promise.reject(new RangeError('disk full'))];
  const failures: unknown[] = [];
  let asked = 0;
  const database = { dump: () => outcomes[asked++] ?? Promise.resolve(null) } as unknown as Database;
  const stop = startRollingDumps(database, {
    everyMs: HOUR,
    failed: (cause) => failures.push(cause),
    timers,
  });
  for (const expected of [1, 2, 3]) {
    expect(timers.waits()).toEqual([HOUR]);
    timers.fire();
    await new Promise(setImmediate);
    expect(asked).toBe(expected);
  }
  expect(failures).toEqual([new RangeError('disk full')]);
  await stop();
  expect(timers.waits()).toEqual([]);
});
