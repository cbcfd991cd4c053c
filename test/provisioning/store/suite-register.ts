import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { RegisterQuery, RegistrationLine } from '../../../src/provisioning/contract/register.ts';
import { DAY, toIso } from '../../../src/provisioning/core/dates.ts';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { STATES } from '../../../src/provisioning/core/register/state.ts';
import type { Ledger, RegisterStore } from '../../../src/provisioning/ports.ts';
import { drain } from '../../fakes/drain.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { addingTo, applicationOf, leaveBehind, registration, runId } from '../../fakes/registrations.ts';
import { aSecret, aSeen, appId, keyId } from './records-inventory.ts';
import { ANNA, BO, CONTOSO, FABRIKAM } from './records.ts';

const NOW = Date.UTC(2026, 10, 21, 10);
const MOMENT = { now: NOW, checkedAt: toIso(NOW - DAY / 2) };
/** Nobody looked for two days: what was not proven since is unknown. */
const UNWATCHED = { now: NOW, checkedAt: toIso(NOW - 2 * DAY) };

export const ALL: RegisterQuery = {
  ...{ search: '', states: [], connectors: [], lapsesWithin: null, after: null, limit: 7 },
  ...{ sort: 'attention', descending: false, group: 'none' },
};
const SORTS = ['attention', 'connector', 'name', 'state', 'lapse', 'owner', 'checked'] as const;
const GROUPS = ['none', 'connector', 'state', 'owner'] as const;
const FILTERS: readonly Partial<RegisterQuery>[] = [
  {},
  { states: ['lapsed', 'unknown', 'healthy'] },
  { connectors: ['nectar', 'cirrus-connect'], lapsesWithin: 90 },
  { search: 'ori registration' },
];

export function registerBehaviour(current: () => TestDatabase): void {
  let register: RegisterStore;
  let ledger: Ledger;
  beforeEach(() => {
    ({ register, ledger } = current().store);
  });

  const fill = async (count: number): Promise<void> => {
    const many = Array.from({ length: count }, (_, n) => registration(n, NOW));
    await leaveBehind(current().database, many);
    await register.fill(NOW);
  };
  const walk = async (asked: Partial<RegisterQuery>, moment = MOMENT): Promise<RegistrationLine[]> => {
    const lines: RegistrationLine[] = [];
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page = await register.page(CONTOSO, { ...ALL, ...asked, after }, moment);
      lines.push(...page.lines);
      after = page.next;
    }
    return lines;
  };
  const put = async (number: number, changes: Partial<Run> = {}): Promise<Run> => {
    const { run, steps } = registration(number, NOW, changes);
    await ledger.create({ ...run, revision: 1 });
    await ledger.save({ run: { ...run, revision: 2 }, steps });
    return { ...run, revision: 2 };
  };
  const lines = async (moment = MOMENT): Promise<RegistrationLine[]> => walk({}, moment);
  const states = async (moment = MOMENT) => (await lines(moment)).map(({ state }) => state);

  describe('a line', () => {
    test('is there from the first press, under the run, and stays when there is an application', async () => {
      const { run, steps } = registration(0, NOW);
      await ledger.create({
        ...run,
        phase: 'choices',
        registration: null,
        plan: null,
        proof: null,
        revision: 1,
      });
      expect(await lines()).toMatchObject([
        { id: run.id, appId: null, state: 'under-way', permissions: { granted: null } },
      ]);
      await ledger.save({ run: { ...run, revision: 2 }, steps });
      expect(await lines()).toMatchObject([{ id: run.id, appId: appId(0), lapses: 1 }]);
    });

    test('is one for a registration and what was added to it or renews it, before anything is written too', async () => {
      await put(0);
      await put(1, { renews: null, phase: 'plan', registration: null, target: addingTo(0) });
      await put(2, { phase: 'handed-over', registration: applicationOf(0), target: addingTo(0) });
      expect(await lines()).toMatchObject([{ id: runId(0), state: 'needs-you', lapses: 2 }]);
      for (const number of [0, 1, 2])
        expect(await register.find(CONTOSO, runId(number), MOMENT)).toMatchObject({
          line: { id: runId(0) },
          runIds: [runId(0), runId(1), runId(2)],
        });
    });

    test('a run that turns to another registration leaves the first as it was', async () => {
      await put(0);
      const before = await lines();
      const run = await put(1, { phase: 'plan', registration: null, target: addingTo(0) });
      await ledger.save({ run: { ...run, phase: 'choices', target: { kind: 'new' }, revision: 3 } });
      expect(await lines()).toMatchObject([before[0], { id: runId(1), state: 'under-way' }]);
    });

    test('a declined run is no line, and one that was cancelled says that nothing is left', async () => {
      const asked = await put(3);
      await ledger.save({ run: { ...asked, phase: 'declined', revision: 3 } });
      const made = await put(0);
      await ledger.save({ run: { ...made, phase: 'cancelled', registration: null, revision: 3 } });
      expect(await lines()).toMatchObject([
        { id: runId(0), appId: null, state: 'ended', nextLapse: null, lapses: 0 },
      ]);
      expect(await register.find(CONTOSO, asked.id, MOMENT)).toBeNull();
    });

    test('when the run that made it is gone, it goes by the next', async () => {
      const made = await put(0);
      await put(1, { phase: 'working', registration: applicationOf(0), target: addingTo(0) });
      await ledger.save({ run: { ...made, phase: 'cancelled', registration: null, revision: 3 } });
      expect((await lines()).map(({ id, state }) => [id, state])).toEqual([
        [runId(1), expect.stringMatching(/lapsed|expiring|under-way/)],
        [runId(0), 'ended'],
      ]);
    });

    test('what is not written in the ledger is not in the register either', async () => {
      const run = await put(0);
      const before = await lines();
      await expect(ledger.save({ run: { ...run, phase: 'needs-you', revision: 9 } })).rejects.toMatchObject({
        code: 'STORE_STALE_WRITER',
      });
      expect(await lines()).toEqual(before);
    });

    test('of two that are told at once, the later sees what the other wrote', async () => {
      const run = await put(0);
      const other = await put(2, {
        phase: 'handed-over',
        registration: applicationOf(0),
        target: addingTo(0),
      });
      await Promise.all([
        ledger.save({ run: { ...run, findings: [{ code: 'HANDOVER_UNCLAIMED', facts: {} }], revision: 3 } }),
        ledger.save({ run: { ...other, requester: BO, revision: 3 } }),
      ]);
      expect(await states()).toEqual(['needs-you']);
    });

    test('holds names that a text column cannot', async () => {
      await put(0, { requester: { ...ANNA, displayName: 'A\u0000nn\ud800a' } });
      expect(await lines()).toMatchObject([{ owner: 'Ann\ufffda' }]);
    });
  });

  describe('time', () => {
    const at = (days: number) => ({ now: NOW + days * DAY, checkedAt: toIso(NOW + days * DAY) });

    test('moves a line from healthy to expiring to lapsed, to the instant, and back when the clock is set back', async () => {
      await put(0, { credentialEnds: toIso(NOW + 100 * DAY) });
      const seen = [];
      for (const days of [0, 39.999, 40, 99.999, 100, 400, 50, 0]) seen.push(...(await states(at(days))));
      expect(seen).toEqual([
        'healthy',
        'healthy',
        'expiring',
        'expiring',
        'lapsed',
        'lapsed',
        'expiring',
        'healthy',
      ]);
    });

    test('makes unknown what nobody looked at for a day, unless it was proven since', async () => {
      await put(5, { credentialEnds: null, plan: null, proof: null });
      await put(7, {
        phase: 'handed-over',
        registration: applicationOf(7),
        credentialEnds: toIso(NOW + 300 * DAY),
      });
      const said = async (moment: typeof MOMENT) =>
        (await walk({ sort: 'name' }, moment)).map(({ id, state, why }) => [id, state, why?.code ?? null]);
      expect(await said(MOMENT)).toEqual([
        [runId(5), 'healthy', null],
        [runId(7), 'healthy', null],
      ]);
      expect(await said(UNWATCHED)).toEqual([
        [runId(5), 'unknown', 'REGISTER_NOT_CHECKED'],
        [runId(7), 'healthy', null],
      ]);
      const later = { ...UNWATCHED, now: NOW + DAY };
      expect((await said(later)).map(([, state]) => state)).toEqual(['unknown', 'unknown']);
    });
  });

  describe('sweeps and people', () => {
    const sweep = async (...seen: Parameters<typeof aSeen>[]): Promise<void> => {
      const { inventory } = current().store;
      const leased = await inventory.lease(CONTOSO);
      if (leased === null) throw new TypeError('somebody holds the lease');
      const hold = await inventory.begin(leased, { pass: 'first', everything: false, at: toIso(NOW) });
      await inventory.write(hold, { seen: seen.map((one) => aSeen(...one)), removed: [] }, toIso(NOW));
      const about = { link: 'l', linkAt: toIso(NOW), requests: 1, at: toIso(NOW) };
      await inventory.finish(hold, about, 60);
    };
    const dated = (number: number, days: number) => aSecret(number, { ends: toIso(NOW + days * DAY) });

    test('a credential that nobody told of is a finding and a lapse, until somebody says whose it is', async () => {
      await put(0);
      await sweep([0, [dated(0, -30)]]);
      expect(await lines()).toMatchObject([{ state: 'lapsed', lapses: 1 }]);
      await sweep([0, [dated(0, -30), dated(77, -40), dated(78, 30)]]);
      expect(await lines()).toMatchObject([
        { state: 'needs-you', why: { code: 'SWEEP_CREDENTIAL_UNKNOWN' }, lapses: 2 },
      ]);
      const owned = { owner: 'Payroll', by: ANNA, at: toIso(NOW) };
      await current().store.alerts.putMark(CONTOSO, `key:${keyId(78)}`, { snooze: null, notOurs: owned });
      expect(await lines()).toMatchObject([{ state: 'needs-you', lapses: 1 }]);
      await current().store.alerts.putMark(CONTOSO, `key:${keyId(78)}`, { snooze: null, notOurs: null });
      expect(await lines()).toMatchObject([{ lapses: 2 }]);
    });

    test('what was found is told of until a week after its end', async () => {
      await put(5, { credentialEnds: toIso(NOW + 900 * DAY) });
      await sweep([5, [aSecret(5), dated(78, 30)]]);
      const seen = [];
      for (const days of [0, 30, 37, 38]) {
        const [line] = await lines({ now: NOW + days * DAY, checkedAt: toIso(NOW + days * DAY) });
        seen.push([line?.state, line?.lapses]);
      }
      expect(seen).toEqual([
        ['needs-you', 2],
        ['lapsed', 2],
        ['lapsed', 2],
        ['healthy', 1],
      ]);
    });

    test('an application that is gone needs somebody', async () => {
      await put(0);
      await sweep([0, []]);
      await sweep();
      expect(await lines()).toMatchObject([{ state: 'needs-you', why: { code: 'SWEEP_APPLICATION_GONE' } }]);
    });
  });

  describe('a list', () => {
    test.each(SORTS.flatMap((sort) => [false, true].map((descending) => [sort, descending] as const)))(
      'by %s (descending: %s) shows each line once, whatever is asked, and in one order',
      async (sort, descending) => {
        await fill(60);
        for (const group of GROUPS)
          for (const filter of FILTERS)
            for (const moment of [MOMENT, UNWATCHED]) {
              const asked = { sort, descending, group, ...filter };
              const whole = await register.page(CONTOSO, { ...ALL, ...asked, limit: 200 }, moment);
              const walked = await walk(asked, moment);
              expect(walked).toEqual(whole.lines);
              expect(new Set(walked.map(({ id }) => id)).size).toBe(whole.total);
              expect(whole.groups.reduce((sum, { count }) => sum + count, 0)).toBe(
                group === 'none' ? 0 : whole.total,
              );
              expect(inTurn(walked, group)).toEqual(whole.groups.map(({ key, count }) => [key, count]));
              const exported: RegistrationLine[] = [];
              for await (const line of register.all(CONTOSO, { ...ALL, ...asked }, moment))
                exported.push(line);
              expect(exported).toEqual(walked);
            }
      },
      60_000,
    );

    test('comes in the order that was asked for', async () => {
      await fill(60);
      const ranks = (await walk({})).map(({ state }) => STATES.indexOf(state));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      const ends = (await walk({ sort: 'lapse' })).map(({ nextLapse }) => nextLapse?.ends ?? '9');
      expect(ends).toEqual([...ends].sort());
      const down = (await walk({ sort: 'lapse', descending: true })).map(
        ({ nextLapse }) => nextLapse?.ends ?? '0',
      );
      expect(down).toEqual([...down].sort().reverse());
    });

    test('keeps what is asked apart from what is not', async () => {
      await fill(60);
      const every = await walk({});
      const fits = async (asked: Partial<RegisterQuery>, rule: (line: RegistrationLine) => boolean) => {
        const expected = every.filter(rule).map(({ id }) => id);
        expect(expected.length).toBeGreaterThan(0);
        expect(expected.length).toBeLessThan(every.length);
        expect((await walk(asked)).map(({ id }) => id)).toEqual(expected);
      };
      await fits({ states: ['lapsed'] }, ({ state }) => state === 'lapsed');
      await fits({ connectors: ['nectar'] }, ({ connectorId }) => connectorId === 'nectar');
      await fits({ search: ' ZOE  őRI ' }, ({ owner }) => owner === 'Zoë Őri');
      await fits({ search: appId(4) }, (line) => line.appId === appId(4));
      await fits(
        { lapsesWithin: 90 },
        ({ nextLapse }) => Date.parse(nextLapse?.ends ?? '') <= NOW + 90 * DAY,
      );
      for (const nothing of ['%', '_', "'", '\\', 'ana\u0000%'])
        expect(await walk({ search: nothing })).toEqual([]);
    });

    test('goes on where it was when lines before and behind it change', async () => {
      await fill(30);
      const before = await walk({});
      const first = await register.page(CONTOSO, ALL, MOMENT);
      const [gone, moved] = [before[3], before[20]];
      for (const line of [gone, moved]) {
        const stored = await ledger.read(CONTOSO, line?.id as Run['id']);
        if (stored === null) throw new TypeError('it was there');
        const { run } = stored;
        await ledger.save({
          run: { ...run, phase: line === gone ? 'declined' : 'needs-you', revision: run.revision + 1 },
        });
      }
      const rest: RegistrationLine[] = [];
      for (let { next } = first; next !== null;) {
        const page = await register.page(
          CONTOSO,
          { ...ALL, after: next },
          { now: NOW + 1000, checkedAt: toIso(NOW) },
        );
        rest.push(...page.lines);
        ({ next } = page);
      }
      const changed = new Set([gone?.id, moved?.id]);
      const seen = [...first.lines, ...rest].map(({ id }) => id).filter((id) => !changed.has(id));
      expect(seen).toEqual(before.map(({ id }) => id).filter((id) => !changed.has(id)));
    });

    test('a place that was made up, cut short or of another list is refused', async () => {
      await fill(30);
      const { next } = await register.page(CONTOSO, ALL, MOMENT);
      const place = next ?? '';
      const [body = '', seal] = place.split('.');
      const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace(/\[\d,/, '[4,')).toString(
        'base64url',
      );
      const bad = ['', 'x', '.', place.slice(1), place.slice(0, -1), body, `${forged}.${seal}`, `${place}.x`];
      const asked = [
        ...bad.map((after) => [CONTOSO, { ...ALL, after }] as const),
        [CONTOSO, { ...ALL, after: place, sort: 'name' as const }] as const,
        [CONTOSO, { ...ALL, after: place, search: 'a' }] as const,
        [FABRIKAM, { ...ALL, after: place }] as const,
      ];
      for (const [tenantId, query] of asked)
        await expect(register.page(tenantId, query, MOMENT)).rejects.toMatchObject({
          code: 'REGISTER_BAD_CURSOR',
        });
      expect((await register.page(CONTOSO, { ...ALL, after: place, limit: 3 }, MOMENT)).lines).toHaveLength(
        3,
      );
    });
  });

  describe('a summary', () => {
    test.each([MOMENT, UNWATCHED])('says what the list says', async (moment) => {
      await fill(60);
      const every = await walk({}, moment);
      const summary = await register.summary(CONTOSO, [], moment);
      const count = (rule: (line: RegistrationLine) => boolean) => every.filter(rule).length;
      expect(summary.total).toBe(every.length);
      expect(summary.byState).toEqual(
        Object.fromEntries(STATES.map((state) => [state, count((line) => line.state === state)])),
      );
      for (const { id, count: of } of summary.connectors)
        expect(of).toBe(count(({ connectorId }) => connectorId === id));
      const lapses = every.flatMap(({ nextLapse }) => nextLapse ?? []).sort(bySoonest);
      expect(summary.nextLapse).toEqual(lapses.find(({ ends }) => Date.parse(ends ?? '') > NOW));
      const year = Date.UTC(2027, 10, 21, 10);
      expect(summary.timeline).toEqual(lapses.filter(({ ends }) => Date.parse(ends ?? '') < year));
      expect(summary).toMatchObject({ timelineCut: false, tenantName: 'Contoso' });
      const counted = [summary.overdue, ...summary.months.map(({ counts }) => counts)];
      const months = ['', ...summary.months.map(({ month }) => month)];
      expect(counted).toEqual(
        months.map((month) => {
          const inIt = lapses.filter(({ ends }) => spanOf(ends ?? '') === month).length;
          return inIt === 0 ? {} : { secret: inIt };
        }),
      );
      expect(summary.months.map(({ month }) => month)).toEqual(
        '2026-11 2026-12 2027-01 2027-02 2027-03 2027-04 2027-05 2027-06 2027-07 2027-08 2027-09 2027-10 2027-11'.split(
          ' ',
        ),
      );
    });

    test('counts a lapse as passed from the instant on at which it ends, and in its month until the last of it', async () => {
      const ends = [toIso(NOW), toIso(NOW + 1), '2026-12-01T00:00:00.000Z', '2027-11-30T23:59:59.999Z'];
      for (const [number, credentialEnds] of ends.entries()) await put(number * 5, { credentialEnds });
      await put(20, { credentialEnds: '2027-12-01T00:00:00.000Z' });
      const { overdue, months } = await register.summary(CONTOSO, [], MOMENT);
      expect(overdue).toEqual({ secret: 1 });
      const some = months.filter(({ counts }) => counts.secret !== undefined);
      expect(some).toEqual(
        ['2026-11', '2026-12', '2027-11'].map((month) => ({ month, counts: { secret: 1 } })),
      );
    });

    test('leaves out single lapses where there are more than can be told apart, and still counts them', async () => {
      await fill(700);
      const { timeline, timelineCut, months, overdue, nextLapse } = await register.summary(
        CONTOSO,
        [],
        MOMENT,
      );
      expect([timeline, timelineCut]).toEqual([[], true]);
      expect(nextLapse).not.toBeNull();
      const every = await drain(register.lapses(CONTOSO, [], NOW));
      const last = Date.UTC(2027, 11, 1);
      const counted = [overdue, ...months.map(({ counts }) => counts)].map(({ secret = 0 }) => secret);
      expect(counted.reduce((sum, n) => sum + n)).toBe(
        every.filter(({ ends }) => Date.parse(ends ?? '') < last).length,
      );
    }, 60_000);

    test('of some connectors says what the list says of them', async () => {
      await fill(60);
      const every = await walk({}, MOMENT);
      const ids = [...new Set(every.map(({ connectorId }) => connectorId))];
      for (const connectors of [...ids.map((id) => [id]), ids.slice(0, 2)]) {
        const lines = await walk({ connectors }, MOMENT);
        expect(lines.length).toBeGreaterThan(0);
        const summary = await register.summary(CONTOSO, connectors, MOMENT);
        expect(summary.total).toBe(lines.length);
        expect(summary.connectors.map(({ id }) => id).toSorted()).toEqual([...connectors].toSorted());
        const lapses = lines.flatMap(({ nextLapse }) => nextLapse ?? []).sort(bySoonest);
        expect(await drain(register.lapses(CONTOSO, connectors, NOW))).toEqual(lapses);
        const next = lapses.find(({ ends }) => Date.parse(ends ?? '') > NOW);
        expect(summary.nextLapse).toEqual(next ?? null);
        const year = Date.UTC(2027, 10, 21, 10);
        expect(summary.timeline).toEqual(lapses.filter(({ ends }) => Date.parse(ends ?? '') < year));
        const counted = [summary.overdue, ...summary.months.map(({ counts }) => counts)];
        const last = Date.UTC(2027, 11, 1);
        expect(counted.reduce((sum, { secret = 0 }) => sum + secret, 0)).toBe(
          lapses.filter(({ ends }) => Date.parse(ends ?? '') < last).length,
        );
      }
    });

    test('of a connector that is not registered is empty', async () => {
      await fill(8);
      const none = await register.summary(CONTOSO, ['not-registered'], MOMENT);
      expect(none).toMatchObject({ total: 0, connectors: [], nextLapse: null, timeline: [], overdue: {} });
    });

    test('of nothing is empty', async () => {
      expect(await register.summary(CONTOSO, [], MOMENT)).toMatchObject({
        ...{ total: 0, connectors: [], nextLapse: null, timeline: [], timelineCut: false, tenantName: '' },
        overdue: {},
      });
    });
  });

  test('every lapse with an end is read once, the earliest first, however many there are', async () => {
    await fill(1_500);
    const lapses = await drain(register.lapses(CONTOSO, [], NOW));
    const lines: RegistrationLine[] = await drain(register.all(CONTOSO, ALL, MOMENT));
    expect(lapses.length).toBeGreaterThan(1_000);
    expect(new Set(lapses.map(({ id }) => id)).size).toBe(lapses.length);
    expect(lapses).toEqual(lines.flatMap(({ nextLapse }) => nextLapse ?? []).sort(bySoonest));
    expect(await drain(register.lapses(FABRIKAM, [], NOW))).toEqual([]);
  }, 60_000);

  test('one tenant’s lines are not another’s', async () => {
    await fill(8);
    const theirs = [registration(0, NOW), registration(99, NOW)];
    await leaveBehind(current().database, theirs, FABRIKAM);
    await register.fill(NOW);
    expect((await register.page(FABRIKAM, ALL, MOMENT)).total).toBe(2);
    expect((await register.summary(CONTOSO, [], MOMENT)).total).toBe(8);
    expect(await register.find(CONTOSO, runId(99), MOMENT)).toBeNull();
    expect(await register.find(FABRIKAM, runId(1), MOMENT)).toBeNull();
  });

  describe('what an older version left behind', () => {
    test('is in the register after the next start, as if it had been written by this one', async () => {
      for (let number = 0; number < 12; number += 1) await put(number);
      const written = await walk({});
      await sql`delete from register`.execute(current().database.kysely);
      await sql`update runs set register_key = null, registered = null`.execute(current().database.kysely);
      await register.fill(NOW);
      expect(await walk({})).toEqual(written);
    });

    test('is told once more by a start that was broken off, and stays as it is by another', async () => {
      await fill(12);
      const told = await walk({});
      await sql`update runs set registered = null where run_id > ${runId(5)}`.execute(
        current().database.kysely,
      );
      await sql`delete from register where registration_id > ${runId(8)}`.execute(current().database.kysely);
      await register.fill(NOW);
      await register.fill(NOW);
      expect(await walk({})).toEqual(told);
    });

    test('is told anew when a connector is of another version', async () => {
      await put(0);
      expect(await lines()).toHaveLength(1);
      await sql`update register set definition = 99, connector_title = 'Of old'`.execute(
        current().database.kysely,
      );
      expect(await lines()).toMatchObject([{ connectorTitle: 'Of old' }]);
      await register.fill(NOW);
      expect(await lines()).toMatchObject([{ connectorTitle: 'Nectar DXP' }]);
    });
  });
}

type Ending = { readonly id: string; readonly ends: string | null };

function bySoonest(a: Ending, b: Ending): number {
  return Date.parse(a.ends ?? '') - Date.parse(b.ends ?? '') || (a.id < b.id ? -1 : 1);
}

/** The month it ends in; empty: it has passed. */
function spanOf(ends: string): string {
  return Date.parse(ends) <= NOW ? '' : ends.slice(0, 7);
}

/** Groups as they follow on each other in the list; one that came twice would be there twice. */
function inTurn(
  lines: readonly RegistrationLine[],
  group: RegisterQuery['group'],
): readonly [string, number][] {
  if (group === 'none') return [];
  const keys = lines.map((line) => (group === 'connector' ? line.connectorId : line[group]));
  const turns: [string, number][] = [];
  for (const key of keys) {
    const last = turns.at(-1);
    if (last?.[0] === key) last[1] += 1;
    else turns.push([key, 1]);
  }
  return turns;
}
