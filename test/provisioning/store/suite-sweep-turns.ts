import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { TenantId } from '../../../src/provisioning/core/ids.ts';
import { openSweepTurns, type SweepTurns } from '../../../src/provisioning/store/sweep-turns.ts';
import { createWakes } from '../../../src/provisioning/store/wakes.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { HandTimers } from './hand-timers.ts';
import { CONTOSO, FABRIKAM } from './records.ts';

const LOOK = 'sweep-turns';

export function sweepTurnsBehaviour(current: () => TestDatabase): void {
  const running: (() => Promise<unknown>)[] = [];
  const failures: unknown[] = [];

  // Its tables are there, whichever test comes first.
  beforeAll(async () => {
    const boss = new PgBoss({ ...current().database.queue, schema: 'registrar_jobs', supervise: false });
    await boss.start();
    await boss.stop({ close: false });
  });
  afterEach(async () => {
    for (const stop of running.splice(0)) await stop();
    failures.length = 0;
    await sql`delete from registrar_jobs.job`.execute(current().database.kysely);
  });

  /** A process of the product, as far as its queue goes; the clock of the queue is the test's hand. */
  async function process(turns: SweepTurns): Promise<PgBoss> {
    const boss = new PgBoss({ ...current().database.queue, schema: 'registrar_jobs', supervise: false });
    boss.on('error', (cause) => failures.push(cause));
    await boss.start();
    await openSweepTurns(boss, turns, (cause) => failures.push(cause), 0.5);
    running.push(() => boss.stop({ close: false, graceful: true, timeout: 5_000 }));
    return boss;
  }

  /** Whose turn it is until it has been swept. */
  function tenants(...due: TenantId[]) {
    const swept: TenantId[] = [];
    const [all, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const turns: SweepTurns = {
      due: async () => due.filter((one) => !swept.includes(one)),
      turn: async (tenantId) => {
        swept.push(tenantId);
        if (swept.length === due.length) all.resolve();
        await gate.promise;
      },
    };
    return { turns, swept, all: all.promise, goOn: gate.resolve };
  }

  const jobs = async (name: string): Promise<readonly { data: unknown; state: string }[]> => {
    const found = sql<{ data: unknown; state: string }>`
      select data, state from registrar_jobs.job where name = ${name} and state in ('created', 'active')`;
    return (await found.execute(current().database.kysely)).rows;
  };

  test('whose turn it is is swept, each tenant in a job of its own', async () => {
    const { turns, swept, all, goOn } = tenants(CONTOSO, FABRIKAM);
    const boss = await process(turns);
    await boss.send(LOOK, {});
    await all;
    expect(swept.toSorted()).toEqual([CONTOSO, FABRIKAM]);
    expect((await jobs('sweep')).map(({ data }) => data)).toHaveLength(2);
    goOn();
  }, 60_000);

  test('a tenant that is being swept gets no second job, in whatever process', async () => {
    const { turns, all, goOn } = tenants(CONTOSO);
    const boss = await process(turns);
    await process(turns);
    await boss.send(LOOK, {});
    await all;
    const again = { singletonKey: CONTOSO };
    expect(await boss.send('sweep', { tenantId: CONTOSO }, again)).toBeNull();
    expect(await jobs('sweep')).toEqual([{ data: { tenantId: CONTOSO }, state: 'active' }]);
    goOn();
  }, 60_000);

  test('they are looked for every minute, by one process', async () => {
    const { turns } = tenants();
    await process(turns);
    await process(turns);
    const { rows } = await sql`select name, cron from registrar_jobs.schedule`.execute(
      current().database.kysely,
    );
    expect(rows).toEqual([{ name: LOOK, cron: '* * * * *' }]);
  }, 60_000);

  test('a look that fails is told, and what is no job of ours sweeps nobody', async () => {
    const cause = new RangeError('the database is away');
    const told = Promise.withResolvers<void>();
    const swept: TenantId[] = [];
    const turns: SweepTurns = {
      due: () => Promise.reject(cause),
      turn: async (tenantId) => void swept.push(tenantId),
    };
    const boss = new PgBoss({ ...current().database.queue, schema: 'registrar_jobs', supervise: false });
    await boss.start();
    running.push(() => boss.stop({ close: false, graceful: true, timeout: 5_000 }));
    const hear = (failed: unknown): void => {
      failures.push(failed);
      told.resolve();
    };
    await openSweepTurns(boss, turns, hear, 0.5);
    await boss.send('sweep', { tenantId: 'everybody' });
    await boss.send(LOOK, {});
    await told.promise;
    expect([failures, swept]).toEqual([[cause], []]);
  }, 60_000);

  test('the queue of wake-ups looks after them too, where it is asked to', async () => {
    const { turns } = tenants();
    const options = { failed: (cause: unknown) => failures.push(cause), timers: new HandTimers() };
    await sql`delete from registrar_jobs.schedule`.execute(current().database.kysely);
    const without = createWakes(current().database, () => Promise.resolve(), options);
    await without.start();
    await without.stop();
    const schedules = async () =>
      (await sql`select name from registrar_jobs.schedule`.execute(current().database.kysely)).rows.length;
    expect(await schedules()).toBe(0);
    const wakes = createWakes(current().database, () => Promise.resolve(), { ...options, sweeps: turns });
    await wakes.start();
    running.push(() => wakes.stop());
    expect(await schedules()).toBe(1);
  }, 60_000);
}
