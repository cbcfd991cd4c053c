import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Ledger, LedgerEntry } from '../../../src/provisioning/ports.ts';
import { findTampering } from '../../../src/provisioning/store/index.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { ANNA, CONTOSO, FABRIKAM, OTHER_RUN, RUN, SEALED, aRun, aStep } from './records.ts';

const STALE = { code: 'STORE_STALE_WRITER' };

export function ledgerBehaviour(current: () => TestDatabase): void {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = current().store.ledger;
  });
  const expireLease = (): Promise<unknown> =>
    sql`update runs set lease_until = clock_timestamp() - interval '1 second'`.execute(
      current().database.kysely,
    );

  test('a run comes back exactly as it went in, even with characters a database dislikes', async () => {
    const run = aRun({ typed: { name: 'a\u0000b \ud800 “ü” \\u0041', b: '', a: "'; drop table runs; --" } });
    await ledger.create(run);
    expect(await ledger.read(CONTOSO, RUN)).toEqual({ run, steps: [] });
    expect(Object.keys((await ledger.read(CONTOSO, RUN))?.run.typed ?? {})).toEqual(['name', 'b', 'a']);
  });

  test('an unknown run is null, and one id is used once', async () => {
    expect(await ledger.read(CONTOSO, RUN)).toBeNull();
    await ledger.create(aRun());
    await expect(ledger.create(aRun({ origin: 'again' }))).rejects.toMatchObject(STALE);
    expect((await ledger.read(CONTOSO, RUN))?.run.origin).toBe('{}');
  });

  test('the list is of one tenant, newest first', async () => {
    await ledger.create(aRun());
    await ledger.create(aRun({ id: OTHER_RUN, createdAt: '2026-11-22T10:00:00.000Z' }));
    await ledger.create(aRun({ tenantId: FABRIKAM }));
    expect((await ledger.list(CONTOSO)).map((run) => run.id)).toEqual([OTHER_RUN, RUN]);
  });

  test('a save must be one revision on', async () => {
    await ledger.create(aRun());
    await ledger.save({ run: aRun({ revision: 2, phase: 'sign-in' }) });
    for (const revision of [1, 2, 4]) {
      await expect(ledger.save({ run: aRun({ revision }) })).rejects.toMatchObject(STALE);
    }
    expect((await ledger.read(CONTOSO, RUN))?.run).toMatchObject({ revision: 2, phase: 'sign-in' });
  });

  test('of many saves of one revision, one succeeds', async () => {
    await ledger.create(aRun());
    const saves = Array.from({ length: 8 }, (_, index) =>
      ledger.save({ run: aRun({ revision: 2, origin: String(index) }) }),
    );
    const outcomes = (await Promise.allSettled(saves)).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(1);
  });

  test('steps keep the order they were planned in, and are replaced by step and attempt', async () => {
    await ledger.create(aRun());
    await ledger.save({ run: aRun({ revision: 2 }), steps: [aStep('z'), aStep('a')] });
    const done = aStep('z', { state: 'verified', effectId: 'object-1' });
    const again = aStep('a', { attempt: 2, tag: 'another' });
    await ledger.save({ run: aRun({ revision: 3 }), steps: [again, done] });
    expect((await ledger.read(CONTOSO, RUN))?.steps).toEqual([done, aStep('a'), again]);
  });

  test('a lease excludes everybody else until it is released', async () => {
    await ledger.create(aRun());
    const fence = await ledger.lease(CONTOSO, RUN, 60);
    expect(fence).toBe(1);
    expect(await ledger.lease(CONTOSO, RUN, 60)).toBeNull();
    await ledger.release(CONTOSO, RUN, 1);
    expect(await ledger.lease(CONTOSO, RUN, 60)).toBe(2);
  });

  test('of many that want the lease at once, one gets it', async () => {
    await ledger.create(aRun());
    const fences = await Promise.all(Array.from({ length: 8 }, () => ledger.lease(CONTOSO, RUN, 60)));
    expect(fences.filter((fence) => fence !== null)).toEqual([1]);
  });

  test('a lapsed lease goes to the next with a higher fence, and the old holder can write nothing', async () => {
    await ledger.create(aRun());
    expect(await ledger.lease(CONTOSO, RUN, 60)).toBe(1);
    await expireLease();
    expect(await ledger.lease(CONTOSO, RUN, 60)).toBe(2);
    const entry: LedgerEntry = { run: aRun({ revision: 2 }), steps: [aStep('application')], sealed: SEALED };
    await expect(ledger.commit(1, entry)).rejects.toMatchObject(STALE);
    expect(await ledger.read(CONTOSO, RUN)).toEqual({ run: aRun(), steps: [] });
    expect(await current().store.vault.peekSecret(CONTOSO, RUN, 'hand-over')).toBeNull();
    await ledger.release(CONTOSO, RUN, 1);
    expect(await ledger.lease(CONTOSO, RUN, 60)).toBeNull();
    await ledger.commit(2, entry);
    expect((await ledger.read(CONTOSO, RUN))?.steps).toHaveLength(1);
  });

  test('a commit with the right fence but a stale revision is refused', async () => {
    await ledger.create(aRun());
    const fence = (await ledger.lease(CONTOSO, RUN, 60)) ?? 0;
    await ledger.save({ run: aRun({ revision: 2, phase: 'cancelling' }) });
    await expect(ledger.commit(fence, { run: aRun({ revision: 2 }) })).rejects.toMatchObject(STALE);
  });

  test('an entry is written as a whole or not at all', async () => {
    await ledger.create(aRun());
    const unwritable = { at: 'now', actor: null, what: 'a\u0000b', requestId: null };
    const entry = { run: aRun({ revision: 2 }), steps: [aStep('application')], sealed: SEALED };
    await expect(ledger.save({ ...entry, history: [unwritable] })).rejects.toThrow();
    expect(await ledger.read(CONTOSO, RUN)).toEqual({ run: aRun(), steps: [] });
    expect(await current().store.vault.peekSecret(CONTOSO, RUN, 'hand-over')).toBeNull();
  });

  test('unfinished runs are found in every tenant', async () => {
    await ledger.create(aRun({ phase: 'working' }));
    await ledger.create(aRun({ tenantId: FABRIKAM, phase: 'cancelling' }));
    await ledger.create(aRun({ id: OTHER_RUN, phase: 'proven' }));
    const found = [...(await ledger.unfinished())].sort((a, b) => a.tenantId.localeCompare(b.tenantId));
    expect(found).toEqual([
      { tenantId: CONTOSO, runId: RUN },
      { tenantId: FABRIKAM, runId: RUN },
    ]);
  });

  const lines = [
    { at: '2026-11-21T10:00:00.000Z', actor: ANNA, what: 'plan-approved', requestId: null },
    { at: '2026-11-21T10:00:01.000Z', actor: null, what: 'application-created', requestId: 'request-1' },
    { at: '2026-11-21T10:00:02.000Z', actor: ANNA, what: 'handed-over', requestId: null },
  ];
  const writeLines = async (): Promise<void> => {
    await ledger.create(aRun());
    await ledger.save({ run: aRun({ revision: 2 }), history: lines.slice(0, 2) });
    await ledger.save({ run: aRun({ revision: 3 }), history: lines.slice(2) });
  };
  const tampering = (): Promise<number | null> => findTampering(current().database, CONTOSO, RUN);

  test('the history comes back in order, and is found intact', async () => {
    await writeLines();
    expect(await ledger.history(CONTOSO, RUN)).toEqual(lines);
    expect(await tampering()).toBeNull();
  });

  test.each([
    ['a changed word', sql`update history set what = 'plan-declined' where seq = 2`, 2],
    [
      'a changed name',
      sql`update history set actor = '{"oid":"x","displayName":"Mallory"}' where seq = 1`,
      1,
    ],
    ['a missing line', sql`delete from history where seq = 2`, 2],
    ['a missing tail', sql`delete from history where seq = 3`, 3],
    ['a missing history', sql`delete from history`, 1],
  ])('%s in the history is noticed', async (_, change, line) => {
    await writeLines();
    await change.execute(current().database.kysely);
    expect(await tampering()).toBe(line);
  });
}
