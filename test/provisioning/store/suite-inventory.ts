import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { failure } from '../../../src/provisioning/errors.ts';
import type {
  InventoryPage,
  InventoryStore,
  SeenCredential,
  SweepHold,
  SweepPass,
} from '../../../src/provisioning/ports.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { AT, aKnown, aLook, aSecret, aSeen, appId, keyId, objectId, sweepOne } from './records-inventory.ts';
import { CONTOSO, FABRIKAM, OTHER_RUN, aRun, anAlert } from './records.ts';

const LATER = '2026-11-22T10:00:00.000Z';
const STALE = { code: 'STORE_STALE_WRITER' };

export function inventoryBehaviour(current: () => TestDatabase): void {
  const store = (): InventoryStore => current().store.inventory;

  async function lease(): Promise<SweepHold> {
    const hold = await store().lease(CONTOSO);
    if (hold === null) throw new RangeError('somebody else holds the lease');
    return hold;
  }

  async function begin(pass: SweepPass, at = AT, everything = false): Promise<SweepHold> {
    return store().begin(await lease(), { pass, everything, at });
  }

  async function finish(hold: SweepHold, at = AT): Promise<void> {
    await store().finish(hold, { link: `link of ${at}`, linkAt: at, requests: 3, at }, 3600);
  }

  async function sweep(pass: SweepPass, page: Partial<InventoryPage>, at = AT): Promise<void> {
    const hold = await begin(pass, at);
    await store().write(hold, { seen: [], removed: [], ...page }, at);
    await finish(hold, at);
  }

  /** Its lease has run out, and its wait is over. */
  async function timePasses(): Promise<void> {
    await sql`update sweeps set lease_until = clock_timestamp(), due_at = clock_timestamp()`.execute(
      current().database.kysely,
    );
  }

  /** In the order of their numbers. */
  const kept = async (...numbers: number[]) =>
    (await store().applications(CONTOSO, numbers.map(appId))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const turns = async () =>
    (await store().resting()).map(({ tenantId, due }) => [tenantId === CONTOSO, due] as const);

  describe('a lease', () => {
    test('is held by one at a time, and each holder has a number of its own', async () => {
      const first = await lease();
      expect(await store().lease(CONTOSO)).toBeNull();
      expect(await store().lease(FABRIKAM)).not.toBeNull();
      await timePasses();
      expect((await lease()).fence).toBeGreaterThan(first.fence);
    });

    test('of a holder that was overtaken lets nothing be written', async () => {
      const stale = await begin('first');
      await timePasses();
      await lease();
      const page = { seen: [aSeen(1)], removed: [] };
      const sweepEnd = { link: '', linkAt: AT, requests: 0, at: AT };
      await expect(store().write(stale, page, AT)).rejects.toMatchObject(STALE);
      await expect(store().renew(stale)).rejects.toMatchObject(STALE);
      await expect(store().gone(stale, [aKnown(1)], AT)).rejects.toMatchObject(STALE);
      await expect(store().finish(stale, sweepEnd, 1)).rejects.toMatchObject(STALE);
      const why = { failure: failure('SWEEP_DENIED'), requests: 1, at: AT };
      await expect(store().fail(stale, why, 1)).rejects.toMatchObject(STALE);
      await expect(store().begin(stale, { pass: 'first', everything: false, at: AT })).rejects.toMatchObject(
        STALE,
      );
      await store().release(stale);
      expect(await store().lease(CONTOSO)).toBeNull();
      expect(await kept(1)).toEqual([]);
    });

    test('begins anew with everything its holder writes', async () => {
      const hold = await begin('first');
      for (const write of [
        () => store().renew(hold),
        () => store().write(hold, { seen: [], removed: [] }, AT),
        () => store().gone(hold, [], AT),
      ]) {
        await timePasses();
        await write();
        expect(await store().lease(CONTOSO)).toBeNull();
      }
    });
  });

  describe('whose turn it is', () => {
    test('a tenant is due at once, then after the time it was given, and never while it is swept', async () => {
      expect(await turns()).toEqual([]);
      await store().enrol(CONTOSO);
      await store().enrol(CONTOSO);
      expect(await turns()).toEqual([[true, true]]);
      const hold = await begin('first');
      expect(await turns()).toEqual([]);
      await finish(hold);
      expect(await turns()).toEqual([[true, false]]);
      await timePasses();
      expect(await store().resting()).toEqual([{ tenantId: CONTOSO, due: true, startedAt: AT }]);
    });

    test('a sweep that was given back is due again at once; one that failed after its time, or a start', async () => {
      await store().release(await lease());
      expect(await turns()).toEqual([[true, true]]);
      const hold = await begin('first');
      await store().fail(hold, { failure: failure('SWEEP_DENIED'), requests: 1, at: AT }, 300);
      expect(await turns()).toEqual([[true, false]]);
      await store().enrol(CONTOSO);
      expect(await turns()).toEqual([[true, true]]);
    });

    test('a tenant with runs is swept without being named', async () => {
      await current().store.ledger.create(aRun({ tenantId: FABRIKAM }));
      await current().store.ledger.create(aRun({ tenantId: FABRIKAM, id: OTHER_RUN }));
      expect(await store().resting()).toEqual([{ tenantId: FABRIKAM, due: true, startedAt: null }]);
    });
  });

  describe('a first pass', () => {
    test('written twice it is the same', async () => {
      const page = { seen: [aSeen(1), aSeen(2, [])], removed: [] };
      const hold = await begin('first');
      await store().write(hold, page, AT);
      const once = await kept(1, 2);
      await store().write(hold, page, AT);
      expect(await kept(1, 2)).toEqual(once);
      const seen = { firstSeen: AT, lastSeen: AT, goneAt: null };
      expect(once).toEqual([
        { ...aKnown(1), ...seen, credentials: [{ ...aSecret(1), ...seen }] },
        { ...aKnown(2), ...seen, credentials: [] },
      ]);
    });

    test('at its end what it did not see is gone, with its credentials', async () => {
      await sweep('first', { seen: [aSeen(1), aSeen(2)] });
      await sweep('first', { seen: [aSeen(2)] }, LATER);
      const [one, two] = await kept(1, 2);
      expect(one).toMatchObject({ goneAt: LATER, lastSeen: AT, credentials: [{ goneAt: LATER }] });
      expect(two).toMatchObject({ goneAt: null, firstSeen: AT, lastSeen: LATER });
    });

    test('that breaks off in the middle says of nothing that it is gone, nor does the next one', async () => {
      await sweep('first', { seen: [aSeen(1), aSeen(2), aSeen(3)] });
      const broken = await begin('first', LATER);
      await store().write(broken, { seen: [aSeen(1)], removed: [] }, LATER);
      await timePasses();
      expect((await kept(1, 2, 3)).map(({ goneAt }) => goneAt)).toEqual([null, null, null]);
      await sweep('first', { seen: [aSeen(2), aSeen(3)] }, LATER);
      expect((await kept(1, 2, 3)).map(({ id, goneAt }) => [id, goneAt])).toEqual([
        [objectId(1), LATER],
        [objectId(2), null],
        [objectId(3), null],
      ]);
    });
  });

  test('a credential that a first pass does not see is gone at its end, and not before', async () => {
    await sweep('first', { seen: [aSeen(1, [aSecret(1), aSecret(2)])] });
    const goneAt = async () => (await kept(1))[0]?.credentials.map((one) => one.goneAt).toSorted();
    const hold = await begin('first', LATER);
    await store().write(hold, { seen: [aSeen(1, [aSecret(2)])], removed: [] }, LATER);
    expect(await goneAt()).toEqual([null, null]);
    await finish(hold, LATER);
    expect(await goneAt()).toEqual([LATER, null]);
  });

  test('a page is written whole, however many applications it has', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => index + 1);
    await sweep('first', { seen: numbers.map((number) => aSeen(number)) });
    expect(await kept(...numbers)).toHaveLength(250);
  });

  describe('what changed', () => {
    beforeEach(() => sweep('first', { seen: [aSeen(1, [aSecret(1), aSecret(2)]), aSeen(3)] }));

    test('what was not mentioned stays as it was', async () => {
      await sweep('next', { seen: [aSeen(4)] }, LATER);
      expect((await kept(1, 3, 4)).map(({ goneAt }) => goneAt)).toEqual([null, null, null]);
    });

    test('a credential that an application no longer has is gone, and comes back when it has it again', async () => {
      await sweep('next', { seen: [aSeen(1, [aSecret(2), aSecret(5)])] }, LATER);
      const credentials = async () => {
        const [one] = await kept(1);
        return one?.credentials.map((held) => [held.keyId, held.goneAt, held.firstSeen]).sort();
      };
      expect(await credentials()).toEqual([
        [keyId(1), LATER, AT],
        [keyId(2), null, AT],
        [keyId(5), null, LATER],
      ]);
      await sweep('next', { seen: [aSeen(1, [aSecret(1)])] }, LATER);
      expect((await credentials())?.[0]).toEqual([keyId(1), null, AT]);
    });

    test('a secret and a certificate of one key id are two', async () => {
      const both = [aSecret(1), aSecret(1, { kind: 'certificate' })];
      await sweep('next', { seen: [aSeen(1, both)] }, LATER);
      expect((await kept(1))[0]?.credentials.filter(({ goneAt }) => goneAt === null)).toHaveLength(2);
    });

    test('what was removed is gone since then, and back when it is restored', async () => {
      await sweep('next', { removed: [objectId(1), objectId(99)] }, LATER);
      await sweep('next', { removed: [objectId(1)] }, '2026-11-30T10:00:00.000Z');
      expect(await kept(1)).toMatchObject([
        { goneAt: LATER, credentials: [{ goneAt: LATER }, { goneAt: LATER }] },
      ]);
      await sweep('next', { seen: [aSeen(1)] }, '2026-12-01T10:00:00.000Z');
      expect(await kept(1)).toMatchObject([{ goneAt: null }]);
    });
  });

  describe('applications of ours that were not in any page', () => {
    test('are missing while there is no row of them, and in a first pass that did not see them', async () => {
      await sweep('first', { seen: [aSeen(1)] });
      const next = await begin('next');
      expect(await store().missing(next, [appId(1), appId(2)])).toEqual([appId(2)]);
      await finish(next);
      const first = await begin('first');
      expect(await store().missing(first, [appId(1), appId(2)])).toEqual([appId(1), appId(2)]);
      await store().write(first, { seen: [aSeen(2)], removed: [] }, AT);
      expect(await store().missing(first, [appId(1), appId(2)])).toEqual([appId(1)]);
      expect(await store().missing(first, [])).toEqual([]);
    });

    test('are kept as gone once they were looked for, and not missing any more', async () => {
      await sweep('first', { seen: [aSeen(1)] });
      const hold = await begin('first', LATER);
      await store().gone(hold, [aKnown(1), aKnown(2)], LATER);
      expect(await store().missing(hold, [appId(1), appId(2)])).toEqual([]);
      await finish(hold, LATER);
      expect(await kept(1, 2)).toMatchObject([
        { ...aKnown(1), goneAt: LATER, firstSeen: AT, credentials: [{ goneAt: LATER }] },
        { ...aKnown(2), goneAt: LATER, credentials: [] },
      ]);
    });
  });

  describe('what lapses', () => {
    const ends = (number: number, at: string | null) => aSecret(number, { ends: at });

    test('the soonest first, with the application it is on; neither gone ones nor those without an end', async () => {
      const seen = [
        aSeen(1, [ends(1, '2028-02-29T23:59:59.999Z'), ends(2, '2026-12-31T00:00:00.000Z')]),
        aSeen(2, [ends(3, '2026-10-31T12:00:00.000Z'), ends(4, null), ends(5, '2099-12-31T00:00:00.000Z')]),
        aSeen(3, [ends(6, '2026-12-01T00:00:00.000Z')]),
      ];
      await sweep('first', { seen });
      await sweep('next', { removed: [objectId(3)] }, LATER);
      const lapsing = await store().lapsing(CONTOSO, { before: '2028-03-01T00:00:00.000Z' });
      expect(lapsing.map((one) => [one.application.displayName, one.keyId, one.ends])).toEqual([
        ['Application 2', keyId(3), '2026-10-31T12:00:00.000Z'],
        ['Application 1', keyId(2), '2026-12-31T00:00:00.000Z'],
        ['Application 1', keyId(1), '2028-02-29T23:59:59.999Z'],
      ]);
    });

    test('from one instant on and before another: the first is in, the second is not', async () => {
      const at = '2028-02-29T00:00:00.000Z';
      await sweep('first', { seen: [aSeen(1, [ends(1, at)])] });
      const between = async (from: string, before: string) =>
        (await store().lapsing(CONTOSO, { from, before })).length;
      expect(await between(at, '2028-02-29T00:00:00.001Z')).toBe(1);
      expect(await between('2028-02-28T00:00:00.000Z', at)).toBe(0);
      expect(await between('2028-02-29T00:00:00.001Z', '2029-01-01T00:00:00.000Z')).toBe(0);
      expect(await store().lapsing(FABRIKAM, { before: '2099-01-01T00:00:00.000Z' })).toEqual([]);
    });
  });

  describe('what lapses on applications that are not ours', () => {
    const SOON = '2027-01-31T00:00:00.000Z';
    const NEXT_YEAR = '2028-01-31T00:00:00.000Z';
    const secret = (number: number, ends: string | null, changes: Partial<SeenCredential> = {}) =>
      aSecret(number, { ends, ...changes });
    const elsewhere = async (ours: number[] = [], ignored: number[] = []) => {
      const window = { from: '2026-11-01T00:00:00.000Z', before: '2027-02-28T00:00:00.000Z' };
      const which = { ...window, ours: ours.map(appId), ignored: ignored.map(keyId) };
      return (await store().lapsingElsewhere(CONTOSO, which)).map((one) => one.keyId);
    };

    test('is said of the newest of a kind alone, however far ahead that ends', async () => {
      const seen = [
        aSeen(1, [secret(1, SOON), secret(2, NEXT_YEAR)]),
        aSeen(2, [secret(3, SOON), secret(4, null)]),
        aSeen(3, [secret(5, SOON), secret(6, NEXT_YEAR, { kind: 'certificate' })]),
        aSeen(4, [secret(7, SOON), secret(8, SOON)]),
      ];
      await sweep('first', { seen });
      expect(await elsewhere()).toEqual([keyId(5), keyId(8)]);
      expect(await elsewhere([], [2])).toEqual([keyId(1), keyId(5), keyId(8)]);
      expect(await elsewhere([3, 4])).toEqual([]);
    });

    test('is said of all of an application of which people were warned, gone or outlived', async () => {
      const seen = [aSeen(1, [secret(1, SOON), secret(2, NEXT_YEAR), secret(3, null)])];
      await sweep('first', { seen });
      await current().store.outbox.put([anAlert({ lapseId: `key:${keyId(1)}` })]);
      expect((await elsewhere()).toSorted()).toEqual([keyId(1), keyId(2), keyId(3)]);
      await sweep('next', { removed: [objectId(1)] }, LATER);
      expect(await elsewhere()).toHaveLength(3);
      expect(await elsewhere([1])).toEqual([]);
    });

    test('and one that is gone takes nobody’s place', async () => {
      await sweep('first', { seen: [aSeen(1, [secret(1, SOON), secret(2, NEXT_YEAR)])] });
      await sweep('next', { seen: [aSeen(1, [secret(1, SOON)])] }, LATER);
      expect(await elsewhere()).toEqual([keyId(1)]);
    });
  });

  describe('the record', () => {
    test('of a tenant that was never swept is none', async () => {
      expect(await store().read(CONTOSO)).toBeNull();
    });

    test('says how the last sweep went, and when one last went well', async () => {
      await sweepOne(store());
      const hold = await begin('next', LATER);
      expect(await store().read(CONTOSO)).toMatchObject({
        startedAt: LATER,
        finishedAt: null,
        checkedAt: AT,
      });
      const why = failure('SWEEP_REFUSED', { answer: 'AADSTS700027' });
      await store().fail(hold, { failure: why, requests: 1, at: LATER }, 300);
      await store().fail(await begin('next', LATER), { failure: why, requests: 0, at: LATER }, 300);
      expect(await store().read(CONTOSO)).toEqual({
        ...{ pass: 'next', everything: false, link: 'link', linkAt: AT },
        ...{ startedAt: LATER, finishedAt: LATER, checkedAt: AT },
        ...{ requests: 0, failure: why, failures: 2 },
      });
      await sweep('next', {}, LATER);
      expect(await store().read(CONTOSO)).toMatchObject({ checkedAt: LATER, failure: null, failures: 0 });
    });
  });

  describe('a look at one registration alone', () => {
    const look = aLook(1);

    test('stands beside what was seen of the application, and takes the place of the one before', async () => {
      await sweep('first', { seen: [aSeen(1), aSeen(2)] });
      expect((await kept(1))[0]).not.toHaveProperty('look');
      const hold = await begin('next');
      await store().look(hold, look, AT);
      await store().look(hold, { ...look, federated: [], grants: [] }, LATER);
      await finish(hold);
      const [one, two] = await kept(1, 2);
      expect(one?.look).toEqual({ ...look, federated: [], grants: [], at: LATER });
      expect(two).not.toHaveProperty('look');
    });

    test('is refused to a holder that was overtaken', async () => {
      const stale = await begin('first');
      await timePasses();
      await lease();
      await expect(store().look(stale, look, AT)).rejects.toMatchObject(STALE);
    });
  });

  test('a sweep that keeps another choice of applications begins with nothing', async () => {
    await sweep('first', { seen: [aSeen(1)] });
    const same = await begin('next');
    expect(await kept(1)).toHaveLength(1);
    await finish(same);
    await begin('first', LATER, true);
    expect(await kept(1)).toEqual([]);
  });

  test('nobody is left holding a lease after a start', async () => {
    await lease();
    await current().store.endLeases();
    expect(await store().lease(CONTOSO)).not.toBeNull();
  });
}
