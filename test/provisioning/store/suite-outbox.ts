import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Outbox, OutboxLease, OutboxOutcome, OutboxRow } from '../../../src/provisioning/contract.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { CONTOSO, FABRIKAM, anAlert } from './records.ts';

const NINE = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T09:00:05.000Z';
const HALF_PAST = '2026-11-23T09:30:00.000Z';
const ASK = { now: NINE, limit: 100, except: [] };

export function outboxBehaviour(current: () => TestDatabase): void {
  let outbox: Outbox;
  beforeEach(() => {
    outbox = current().store.outbox;
  });
  const hold = async (tenantId: string = CONTOSO): Promise<OutboxLease> =>
    (await outbox.lease(tenantId, 60)) ?? { tenantId, fence: -1 };
  const lapseLease = (): Promise<unknown> =>
    sql`update outbox_senders set lease_until = clock_timestamp() - interval '1 second'`.execute(
      current().database.kysely,
    );
  const row = async (which: { channelId?: string } = {}): Promise<OutboxRow> => {
    const [only] = await outbox.rows({ tenantId: CONTOSO, ...which });
    if (only === undefined) throw new RangeError('no row');
    return only;
  };
  const settle = (lease: OutboxLease, outcome: OutboxOutcome, at = LATER): Promise<boolean> =>
    outbox.settle(lease, anAlert(), { at, status: 200, code: '', outcome });

  test('an alert is put once, however often it is asked for', async () => {
    expect(await outbox.put([anAlert(), anAlert({ band: 7 }), anAlert({ channelId: 'bo' })])).toBe(3);
    expect(await outbox.put([anAlert({ facts: { changed: true } }), anAlert({ ends: NINE })])).toBe(1);
    expect(await outbox.put([])).toBe(0);
    expect(await outbox.rows({ tenantId: CONTOSO })).toHaveLength(4);
    expect(
      await outbox.rows({ tenantId: CONTOSO, channelId: 'anna', bands: [30], lapseId: 'lapse-1' }),
    ).toEqual(
      expect.arrayContaining([
        { ...anAlert(), state: { kind: 'pending' }, attempts: 0, unanswered: 0, short: false },
      ]),
    );
  });

  test('what is due is found across tenants, and given out to the holder of the lease', async () => {
    await outbox.put([anAlert({ band: 1, dueAt: HALF_PAST }), anAlert({ band: 7, dueAt: LATER }), anAlert()]);
    await outbox.put([anAlert({ tenantId: FABRIKAM, dueAt: HALF_PAST })]);
    expect(await outbox.tenantsDue(NINE)).toEqual([CONTOSO]);
    expect([...(await outbox.tenantsDue(HALF_PAST))].sort()).toEqual([CONTOSO, FABRIKAM]);
    const lease = await hold();
    const bands = async (now: string, more = {}): Promise<unknown> =>
      (await outbox.due(lease, 60, { ...ASK, now, ...more }))?.map(({ band }) => band);
    expect(await bands(NINE)).toEqual([30]);
    expect(await bands(HALF_PAST)).toEqual([30, 7, 1]);
    expect(await bands(HALF_PAST, { limit: 2 })).toEqual([30, 7]);
    expect(await bands(HALF_PAST, { except: ['anna'] })).toEqual([]);
  });

  test('one sends for a tenant at a time', async () => {
    const leases = await Promise.all(Array.from({ length: 6 }, () => outbox.lease(CONTOSO, 60)));
    expect(leases.filter((lease) => lease !== null)).toEqual([{ tenantId: CONTOSO, fence: 1 }]);
    expect(await outbox.lease(FABRIKAM, 60)).toEqual({ tenantId: FABRIKAM, fence: 1 });
    await outbox.release({ tenantId: CONTOSO, fence: 1 });
    expect(await outbox.lease(CONTOSO, 60)).toEqual({ tenantId: CONTOSO, fence: 2 });
  });

  test('asking what is due keeps the lease alive', async () => {
    const lease = await hold();
    await lapseLease();
    expect(await outbox.due(lease, 60, ASK)).toEqual([]);
    expect(await outbox.lease(CONTOSO, 60)).toBeNull();
  });

  test('a row on its way is noted before it leaves, and is not given out again', async () => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    const begun = await outbox.begin(lease, anAlert(), NINE, HALF_PAST);
    expect(begun).toMatchObject({ state: { kind: 'sending', since: NINE }, attempts: 1 });
    expect(await outbox.begin(lease, anAlert(), NINE, HALF_PAST)).toBeNull();
    expect(await outbox.due(lease, 60, ASK)).toEqual([]);
  });

  test.each([
    [{ kind: 'sent', activityId: 'a1' } as const, { kind: 'sent', at: LATER, activityId: 'a1' }],
    [
      { kind: 'maybe-sent', repeatAt: HALF_PAST } as const,
      { kind: 'maybe-sent', since: LATER, repeatAt: HALF_PAST },
    ],
    [{ kind: 'maybe-sent', repeatAt: null } as const, { kind: 'maybe-sent', since: LATER, repeatAt: null }],
    [
      { kind: 'retry', notBefore: HALF_PAST } as const,
      { kind: 'retry', notBefore: HALF_PAST, code: 'Throttled' },
    ],
    [{ kind: 'dead', by: 'channel' } as const, { kind: 'dead', at: LATER, by: 'channel', code: 'Throttled' }],
  ])('%j is what it then says', async (outcome, state) => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, null);
    const code = outcome.kind === 'sent' ? '' : 'Throttled';
    expect(await outbox.settle(lease, anAlert(), { at: LATER, status: 429, code, outcome })).toBe(true);
    expect((await row()).state).toEqual(state);
    const goesOutAgain = 'repeatAt' in outcome ? outcome.repeatAt !== null : 'notBefore' in outcome;
    expect(await outbox.due(lease, 60, { ...ASK, now: LATER })).toEqual([]);
    expect(await outbox.due(lease, 60, { ...ASK, now: HALF_PAST })).toHaveLength(goesOutAgain ? 1 : 0);
  });

  test('a card that was too large is small from then on', async () => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, null);
    await settle(lease, { kind: 'retry', notBefore: NINE, short: true });
    expect(await outbox.begin(lease, anAlert(), LATER, null)).toMatchObject({ short: true, attempts: 2 });
  });

  test('every attempt stays on record, and answers whether they got it', async () => {
    await outbox.put([anAlert(), anAlert({ channelId: 'bo' })]);
    const lease = await hold();
    const attempt = async (at: string, outcome: OutboxOutcome, status: number | null, code: string) => {
      await outbox.begin(lease, anAlert(), at, null);
      await outbox.settle(lease, anAlert(), { at, status, code, outcome });
    };
    await attempt(NINE, { kind: 'retry', notBefore: LATER }, 429, 'Throttled');
    await attempt(LATER, { kind: 'maybe-sent', repeatAt: HALF_PAST }, null, 'NoAnswer');
    await attempt(HALF_PAST, { kind: 'sent', activityId: 'a1' }, 201, '');
    const key = { tenantId: CONTOSO, lapseId: 'lapse-1', ends: anAlert().ends, band: 30, channelId: 'anna' };
    expect(await outbox.history(CONTOSO, 'lapse-1')).toEqual([
      { ...key, attempt: 1, at: NINE, status: 429, code: 'Throttled', outcome: 'retry' },
      { ...key, attempt: 2, at: LATER, status: null, code: 'NoAnswer', outcome: 'maybe-sent' },
      { ...key, attempt: 3, at: HALF_PAST, status: 201, code: '', outcome: 'sent' },
    ]);
    expect(await row({ channelId: 'anna' })).toMatchObject({ attempts: 3, unanswered: 1 });
    expect(await outbox.history(FABRIKAM, 'lapse-1')).toEqual([]);
  });

  test('an old history is forgotten, and what was said is not', async () => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, null);
    await settle(lease, { kind: 'sent', activityId: 'a1' }, NINE);
    expect(await outbox.purge(NINE)).toBe(0);
    expect(await outbox.purge(LATER)).toBe(1);
    expect(await outbox.history(CONTOSO, 'lapse-1')).toEqual([]);
    expect(await outbox.put([anAlert()])).toBe(0);
  });

  test('who comes back from the dead begins nothing and settles nothing', async () => {
    await outbox.put([anAlert(), anAlert({ band: 7 })]);
    const zombie = await hold();
    await outbox.begin(zombie, anAlert(), NINE, HALF_PAST);
    await lapseLease();
    expect(await outbox.tenantsDue('2000-01-01T00:00:00.000Z')).toEqual([CONTOSO]);
    const heir = await hold();
    expect(heir.fence).toBe(zombie.fence + 1);
    expect(await settle(zombie, { kind: 'sent', activityId: 'late' })).toBe(false);
    expect(await outbox.begin(zombie, anAlert({ band: 7 }), NINE, null)).toBeNull();
    expect(await outbox.due(zombie, 60, ASK)).toBeNull();
    await outbox.pause(zombie, null, NINE, HALF_PAST);
    await outbox.release(zombie);
    expect(await outbox.lease(CONTOSO, 60)).toBeNull();
    expect(await outbox.due(heir, 60, ASK)).toHaveLength(1);
  });

  test('what a dead sender left in the air may have arrived, and is repeated when it had said so', async () => {
    await outbox.put([anAlert(), anAlert({ band: 7 })]);
    const dead = await hold();
    await outbox.begin(dead, anAlert(), NINE, HALF_PAST);
    await outbox.begin(dead, anAlert({ band: 7 }), NINE, null);
    await lapseLease();
    await hold();
    const states = (await outbox.rows({ tenantId: CONTOSO })).map(({ state, unanswered }) => [
      state,
      unanswered,
    ]);
    expect(states).toEqual([
      [{ kind: 'maybe-sent', since: NINE, repeatAt: HALF_PAST }, 1],
      [{ kind: 'maybe-sent', since: NINE, repeatAt: null }, 1],
    ]);
    expect(await outbox.history(CONTOSO, 'lapse-1')).toMatchObject([
      { attempt: 1, at: NINE, status: null, code: 'Interrupted', outcome: 'maybe-sent' },
      { attempt: 1, at: NINE, status: null, code: 'Interrupted', outcome: 'maybe-sent' },
    ]);
  });

  test('of two replicas that want a row at the same moment one gets it', async () => {
    await outbox.put([anAlert()]);
    const zombie = await hold();
    await lapseLease();
    const [heir, late] = await Promise.all([hold(), outbox.begin(zombie, anAlert(), NINE, null)]);
    const again = await outbox.begin(heir, anAlert(), NINE, null);
    expect([late, again].filter((begun) => begun !== null)).toHaveLength(1);
  });

  test('a closed alert is not sent, and one in the air ends with its answer', async () => {
    await outbox.put([anAlert(), anAlert({ band: 7 }), anAlert({ band: 1, channelId: 'bo' })]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, HALF_PAST);
    await outbox.close({ tenantId: CONTOSO, lapseId: 'lapse-1', channelId: 'anna' }, 'superseded', LATER);
    expect(await outbox.begin(lease, anAlert({ band: 7 }), LATER, null)).toBeNull();
    expect(await outbox.due(lease, 60, ASK)).toMatchObject([{ channelId: 'bo' }]);
    await settle(lease, { kind: 'retry', notBefore: LATER });
    expect((await outbox.rows({ tenantId: CONTOSO, channelId: 'anna' })).map(({ state }) => state)).toEqual([
      { kind: 'superseded', at: LATER },
      { kind: 'superseded', at: LATER },
    ]);
  });

  test.each([
    [{ kind: 'sent', activityId: 'a1' } as const, 'sent'],
    [{ kind: 'dead', by: 'channel' } as const, 'dead'],
    [{ kind: 'maybe-sent', repeatAt: null } as const, 'maybe-sent'],
    [{ kind: 'maybe-sent', repeatAt: HALF_PAST } as const, 'cancelled'],
  ])('closed while in the air, %j ends as %s', async (outcome, state) => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, HALF_PAST);
    await outbox.close({ tenantId: CONTOSO }, 'cancelled', LATER);
    await settle(lease, outcome);
    expect((await row()).state.kind).toBe(state);
    expect(await outbox.due(lease, 60, { ...ASK, now: HALF_PAST })).toEqual([]);
  });

  test('what was closed before it was sent can be put again, what was sent cannot', async () => {
    await outbox.put([anAlert(), anAlert({ band: 7 })]);
    const lease = await hold();
    await outbox.begin(lease, anAlert({ band: 7 }), NINE, null);
    await outbox.settle(lease, anAlert({ band: 7 }), {
      ...{ at: NINE, status: 201, code: '' },
      outcome: { kind: 'sent', activityId: 'a1' },
    });
    await outbox.close({ tenantId: CONTOSO }, 'cancelled', NINE);
    expect(await outbox.put([anAlert({ facts: { n: 2 }, dueAt: LATER }), anAlert({ band: 7 })])).toBe(1);
    expect(await outbox.due(lease, 60, { ...ASK, now: LATER })).toMatchObject([
      { band: 30, facts: { n: 2 }, dueAt: LATER, state: { kind: 'pending' } },
    ]);
  });

  test('what may have arrived keeps its distance when it is put again', async () => {
    await outbox.put([anAlert()]);
    const lease = await hold();
    await outbox.begin(lease, anAlert(), NINE, null);
    await settle(lease, { kind: 'maybe-sent', repeatAt: HALF_PAST });
    await outbox.close({ tenantId: CONTOSO }, 'cancelled', LATER);
    await outbox.put([anAlert()]);
    expect(await outbox.due(lease, 60, { ...ASK, now: LATER })).toEqual([]);
    expect(await outbox.due(lease, 60, { ...ASK, now: HALF_PAST })).toMatchObject([{ unanswered: 1 }]);
  });

  test('a paused channel is left alone until then, a paused tenant as a whole', async () => {
    await outbox.put([anAlert(), anAlert({ channelId: 'bo' })]);
    const lease = await hold();
    const channels = async (now: string): Promise<unknown> =>
      (await outbox.due(lease, 60, { ...ASK, now }))?.map(({ channelId }) => channelId);
    await outbox.pause(lease, 'anna', NINE, HALF_PAST);
    await outbox.pause(lease, 'anna', NINE, LATER);
    expect(await channels(LATER)).toEqual(['bo']);
    expect(await outbox.begin(lease, anAlert(), LATER, null)).toBeNull();
    await outbox.pause(lease, null, NINE, LATER);
    expect(await channels(NINE)).toEqual([]);
    expect(await channels(LATER)).toEqual(['bo']);
    expect(await channels(HALF_PAST)).toEqual(['anna', 'bo']);
  });

  test('after a crash of a process that has the database to itself, nobody waits for its lease', async () => {
    await hold();
    await current().store.endLeases();
    expect(await outbox.tenantsDue(NINE)).toEqual([CONTOSO]);
    expect(await outbox.lease(CONTOSO, 60)).toMatchObject({ fence: 2 });
  });
}
