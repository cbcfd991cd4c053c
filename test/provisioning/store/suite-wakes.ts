import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createWakes } from '../../../src/provisioning/store/wakes.ts';
import type { OnWake, WakeQueue } from '../../../src/provisioning/store/wakes.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { HandTimers } from './hand-timers.ts';
import { CONTOSO, RUN } from './records.ts';

export function wakesBehaviour(current: () => TestDatabase): void {
  const failures: unknown[] = [];
  const make = (onWake: OnWake, timers = new HandTimers()): WakeQueue =>
    createWakes(current().database, onWake, { failed: (cause) => failures.push(cause), timers });
  const jobs = async (queue = 'wake'): Promise<readonly { data: unknown; state: string }[]> => {
    const found = sql<{
      data: unknown;
      state: string;
    }>`select data, state from registrar_jobs.job where name = ${queue}`;
    return (await found.execute(current().database.kysely)).rows;
  };

  test('a short wake-up fires by its timer, and its job is gone then', async () => {
    const timers = new HandTimers();
    const woken: string[] = [];
    const wakes = make(async (tenantId, runId) => void woken.push(tenantId, runId), timers);
    await wakes.start();
    await wakes.wake(CONTOSO, RUN, 59_000);
    expect(await jobs()).toEqual([{ data: { tenantId: CONTOSO, runId: RUN }, state: 'created' }]);
    expect(timers.waits()).toEqual([59_000]);
    timers.fire();
    await wakes.stop();
    expect(woken).toEqual([CONTOSO, RUN]);
    expect(await jobs()).toEqual([]);
  });

  test('a long wake-up is left to the database', async () => {
    const timers = new HandTimers();
    const wakes = make(() => Promise.resolve(), timers);
    await wakes.start();
    await wakes.wake(CONTOSO, RUN, 60 * 60_000);
    expect(timers.waits()).toEqual([]);
    expect(await jobs()).toHaveLength(1);
    await wakes.stop();
    await clearJobs();
  });

  test('a wake-up whose process ended comes after the next start', async () => {
    const before = make(() => Promise.resolve());
    await before.start();
    await before.wake(CONTOSO, RUN, 1);
    await before.stop();
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const after = make(async (tenantId, runId) => resolve([tenantId, runId]));
    await after.start();
    expect(await promise).toEqual([CONTOSO, RUN]);
    await after.stop();
    await clearJobs();
  });

  test('a wake-up that fails is reported and kept to be tried again', async () => {
    failures.length = 0;
    const timers = new HandTimers();
    const cause = new RangeError('not now');
    const wakes = make(() => Promise.reject(cause), timers);
    await wakes.start();
    await wakes.wake(CONTOSO, RUN, 30_000);
    timers.fire();
    await wakes.stop();
    expect(failures).toEqual([cause]);
    expect(await jobs()).toHaveLength(1);
    await clearJobs();
  });

  test('garbage in the queue goes to the dead letters and wakes nobody', async () => {
    const garbage = [
      {},
      { tenantId: CONTOSO, runId: '1; drop table runs' },
      { tenantId: CONTOSO, runId: RUN, secret: 'x' },
      [1],
    ];
    const { promise, resolve } = Promise.withResolvers<string>();
    const woken: string[] = [];
    const wakes = make(async (tenantId, runId) => {
      woken.push(runId);
      resolve(tenantId);
    });
    await wakes.start();
    for (const data of garbage) {
      await sql`insert into registrar_jobs.job (name, data, dead_letter, created_on)
        values ('wake', ${JSON.stringify(data)}::jsonb, 'wake-dead', now() - interval '1 hour')`.execute(
        current().database.kysely,
      );
    }
    await wakes.wake(CONTOSO, RUN, 1);
    await promise;
    await wakes.stop();
    expect(woken).toEqual([RUN]);
    const dead = (await jobs('wake-dead')).map((job) => job.data);
    expect(dead).toHaveLength(garbage.length);
    expect(dead).toEqual(expect.arrayContaining(garbage));
    await clearJobs();
  });

  async function clearJobs(): Promise<void> {
    await sql`delete from registrar_jobs.job`.execute(current().database.kysely);
  }
}
