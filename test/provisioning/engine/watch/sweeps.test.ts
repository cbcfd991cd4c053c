/** Sweeps of the pretend tenant: real certificate, real requests, real database, clocks that are moved. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Run } from '../../../../src/provisioning/core/run.ts';
import { createSweeps } from '../../../../src/provisioning/engine/watch/index.ts';
import type { SweepOptions, Sweeps } from '../../../../src/provisioning/engine/watch/index.ts';
import type {
  Inventory,
  InventoryEvent,
  InventoryReading,
  Pause,
} from '../../../../src/provisioning/ports.ts';
import { letWatchReadGrants } from '../../../../src/sandbox/seed.ts';
import { seedGuid, WATCH_APP_OBJECT_ID, WATCH_SP_ID } from '../../../../src/sandbox/seed/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../fakes/database.ts';
import { TENANT, WATCH, WatchedCloud } from '../../../fakes/watched-cloud.ts';
import type { AppId, ObjectId } from '../../../../src/provisioning/core/ids.ts';
import { RUN, aRun, aStep } from '../../store/records.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GROWN = 1_200;
const ID = seedGuid('a1', 1) as ObjectId;
const APP_ID = seedGuid('a2', 1) as AppId;

let database: TestDatabase;
let cloud: WatchedCloud;
let sweeps: Sweeps;
const failures: unknown[] = [];
const ended: (string | null)[] = [];
const paused: number[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  cloud = await WatchedCloud.create(GROWN);
  for (const heard of [failures, ended, paused]) heard.length = 0;
  sweeps = start();
});
afterEach(async () => {
  await sweeps.stop();
  await cloud.close();
});

/** A process of the product, as far as it sweeps. */
function start(
  options: Partial<SweepOptions> = {},
  inventory: Inventory = cloud.inventory,
  pause = passing,
): Sweeps {
  const { inventory: store, ledger } = database.store;
  return createSweeps(
    { clock: cloud.clock, pause: { pause }, inventory, store, ledger },
    {
      ...{ everything: false, own: [WATCH] },
      ended: ({ failure }) => ended.push(failure?.code ?? null),
      failed: (cause) => failures.push(cause),
      ...options,
    },
  );
}

const passing: Pause['pause'] = async (ms) => {
  paused.push(ms);
  cloud.clock.advance(ms);
};

/** A run of ours about the first grown application, or another. */
async function record(
  changes: Partial<Run> = {},
  registration: Partial<NonNullable<Run['registration']>> = {},
) {
  const run = aRun({
    ...{ tenantId: TENANT, phase: 'handed-over' },
    registration: { applicationId: ID, appId: APP_ID, servicePrincipalId: null, ...registration },
    ...changes,
  });
  await database.store.ledger.create(run);
  return run;
}

/** By the database's clock, as after hours of nothing. */
async function timePasses(): Promise<void> {
  await sql`update sweeps set lease_until = clock_timestamp(), due_at = clock_timestamp()`.execute(
    database.database.kysely,
  );
}

const kept = async () => {
  const { rows } = await sql<{ app_id: string; gone: boolean }>`
    select app_id, gone_at is not null as gone from inventory_applications order by app_id`.execute(
    database.database.kysely,
  );
  return rows;
};
/** With those that every tenant has. */
const everybody = () => Object.keys(cloud.sandbox.world.applications).length;
const asked = () => cloud.asked().length;
/** Without the looks at each registration of ours. */
const lists = () => cloud.asked().filter(({ path }) => !path.includes('federated')).length;
const now = () => new Date(cloud.clock.now()).toISOString();

async function tick(): Promise<void> {
  await sweeps.tick();
  await sweeps.idle();
}

describe('one sweep after another', () => {
  test('the first reads everything, the next what changed; of it all ours and our mark are kept', async () => {
    await record();
    await sweeps.sweepNow(TENANT);
    expect(asked()).toBe(3 + 1);
    expect(await kept()).toEqual([
      { app_id: WATCH, gone: false },
      { app_id: APP_ID, gone: false },
    ]);
    await cloud.byHand('POST', '/applications', { displayName: 'Marked', tags: ['registrar'] });
    await cloud.byHand('POST', '/applications', { displayName: 'Not ours' });
    const before = asked();
    await sweeps.sweepNow(TENANT);
    expect(asked() - before).toBe(1 + 1);
    expect(await kept()).toHaveLength(3);
    expect(ended).toEqual([null, null]);
  });

  test('everything is kept where that is asked for, and what lapses is known to the day', async () => {
    sweeps = start({ everything: true });
    await sweeps.sweepNow(TENANT);
    expect(await kept()).toHaveLength(everybody());
    const before = new Date(cloud.clock.now() + 30 * DAY).toISOString();
    const soon = await sweeps.lapsing(TENANT, { before });
    const all = Object.values(cloud.sandbox.world.applications).flatMap(
      ({ passwordCredentials, keyCredentials }) => [...passwordCredentials, ...keyCredentials],
    );
    expect(soon).toHaveLength(all.filter(({ endDateTime }) => endDateTime < before).length);
    expect(soon.map(({ ends }) => ends)).toEqual(soon.map(({ ends }) => ends).sort());
  });

  test('everything is read anew when more is to be kept than before, or less', async () => {
    await sweeps.sweepNow(TENANT);
    for (const everything of [true, false]) {
      await sweeps.stop();
      sweeps = start({ everything });
      await sweeps.sweepNow(TENANT);
      expect(await kept()).toHaveLength(everything ? everybody() : 1);
    }
    expect(asked()).toBe(9);
  });

  test('two at the same moment are one', async () => {
    await Promise.all([sweeps.sweepNow(TENANT), sweeps.sweepNow(TENANT)]);
    expect(asked()).toBe(3);
  });
});

describe('whose turn it is', () => {
  test('a tenant’s at once, then not before its time; after downtime it is caught up on', async () => {
    await sweeps.enrol(TENANT);
    await tick();
    await tick();
    expect(ended).toEqual([null]);
    await sweeps.stop();
    await timePasses();
    sweeps = start();
    await tick();
    expect(ended).toEqual([null, null]);
  });

  test('a tenant with a set-up is looked after without being named', async () => {
    await record();
    await tick();
    expect((await sweeps.watchState(TENANT)).checkedAt).toBe(now());
  });

  test.each([
    ['60 days forth', 60 * DAY, 3],
    ['a day forth', DAY, 1],
    ['400 days back', -400 * DAY, 3],
  ])('when business time jumps %s it is looked through anew, once', async (_, jump, requests) => {
    await sweeps.sweepNow(TENANT);
    cloud.clock.advance(jump);
    expect((await sweeps.watchState(TENANT)).stale).toBe(Math.abs(jump) > DAY);
    const before = asked();
    await tick();
    await tick();
    expect(asked() - before).toBe(requests);
    expect(await sweeps.watchState(TENANT)).toMatchObject({ checkedAt: now(), stale: false });
  });
});

describe('when it cannot look', () => {
  test('it says why and since when nothing was checked, and goes on by itself', async () => {
    await sweeps.sweepNow(TENANT);
    const checkedAt = now();
    const { applications } = cloud.sandbox.world;
    const keys = applications[WATCH_APP_OBJECT_ID]!.keyCredentials;
    applications[WATCH_APP_OBJECT_ID]!.keyCredentials = [];
    await timePasses();
    await tick();
    const failure = { code: 'SWEEP_REFUSED', facts: { answer: 'AADSTS700027' } };
    expect(await sweeps.watchState(TENANT)).toMatchObject({ checkedAt, stale: false, failure });
    cloud.clock.advance(DAY + 1);
    expect(await sweeps.watchState(TENANT)).toMatchObject({ checkedAt, stale: true, failure });
    applications[WATCH_APP_OBJECT_ID]!.keyCredentials = keys;
    await timePasses();
    await tick();
    expect(await sweeps.watchState(TENANT)).toMatchObject({ checkedAt: now(), stale: false, failure: null });
    expect(ended).toEqual([null, 'SWEEP_REFUSED', null]);
    expect(failures).toEqual([]);
  });

  test('it waits longer after each failure, and a start tries at once', async () => {
    cloud.sandbox.world.applications[WATCH_APP_OBJECT_ID]!.keyCredentials = [];
    await sweeps.sweepNow(TENANT);
    await tick();
    expect(ended).toEqual(['SWEEP_REFUSED']);
    await sweeps.enrol(TENANT);
    await tick();
    expect(ended).toEqual(['SWEEP_REFUSED', 'SWEEP_REFUSED']);
    const { rows } = await sql<{ wait: number }>`
      select round(extract(epoch from due_at - clock_timestamp()) / 60)::int as wait from sweeps`.execute(
      database.database.kysely,
    );
    expect(rows).toEqual([{ wait: 10 }]);
  });

  test('what fails here and not there is told to whoever reads the log', async () => {
    const broken: Inventory = {
      open: () => ({ ...cloud.inventory.open(TENANT, never), all: pagesOf(breaks()) }),
    };
    sweeps = start({}, broken);
    await sweeps.sweepNow(TENANT);
    expect((await sweeps.watchState(TENANT)).failure).toEqual({ code: 'SWEEP_BROKE', facts: {} });
    expect(failures).toEqual([new RangeError('here')]);
  });

  test('a pause of an hour is spent in pieces, each shorter than the lease', async () => {
    cloud.sandbox.switches.throttle = { requests: 2, perSeconds: 3_700, retryAfterSeconds: 3_600 };
    await sweeps.sweepNow(TENANT);
    expect(ended).toEqual([null]);
    expect(Math.max(...paused)).toBe(30_000);
    expect(paused.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3_600_000);
  });

  test('a link that no longer counts means everything again, in the same sweep', async () => {
    await sweeps.sweepNow(TENANT);
    await sql`update sweeps set link = ${'https://localhost:3980/v1.0/applications/delta?$deltatoken=YQ'}`.execute(
      database.database.kysely,
    );
    await sweeps.sweepNow(TENANT);
    expect(cloud.asked().map(({ status }) => status)).toEqual([200, 200, 200, 410, 200, 200, 200]);
    expect(ended).toEqual([null, null]);
  });
});

describe('a process that stops in the middle', () => {
  /** Its first page is written, then it stands still until `goOn`, or for ever. */
  function standing() {
    const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    async function* paced(events: AsyncIterable<InventoryEvent>): AsyncGenerator<InventoryEvent> {
      for await (const event of events) {
        yield event;
        written.resolve();
        await gate.promise;
      }
    }
    const open: Inventory['open'] = (tenantId, signal) => {
      const reading = cloud.inventory.open(tenantId, signal);
      return { ...reading, all: pagesOf(paced(reading.all())) };
    };
    return { inventory: { open }, written: written.promise, goOn: () => gate.resolve() };
  }

  test('leaves everything as it was, and the next one begins again', async () => {
    sweeps = start({ everything: true });
    await sweeps.sweepNow(TENANT);
    await sql`update sweeps set link = null`.execute(database.database.kysely);
    const { inventory, written } = standing();
    void start({ everything: true }, inventory).sweepNow(TENANT);
    await written;
    expect((await kept()).filter(({ gone }) => gone)).toEqual([]);
    await database.store.endLeases();
    await cloud.byHand('DELETE', `/applications/${ID}`);
    await tick();
    expect((await kept()).filter(({ gone }) => gone)).toEqual([{ app_id: APP_ID, gone: true }]);
    expect(ended).toEqual([null, null]);
  });

  test('and comes back after another has gone on is refused, and changes nothing', async () => {
    const { inventory, written, goOn } = standing();
    const late = start({}, inventory).sweepNow(TENANT);
    await written;
    await timePasses();
    await sweeps.sweepNow(TENANT);
    const before = await database.store.inventory.read(TENANT);
    goOn();
    await late;
    expect(await database.store.inventory.read(TENANT)).toEqual(before);
    expect([ended, failures]).toEqual([[null], []]);
  });

  test('because it is asked to breaks off at once, and what is left is due', async () => {
    cloud.sandbox.switches.throttle = { requests: 1, perSeconds: 10, retryAfterSeconds: 3_600 };
    const begun = Promise.withResolvers<void>();
    const pause: Pause['pause'] = (_, signal) => {
      begun.resolve();
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    };
    const pausing = start({}, cloud.inventory, pause);
    const sweeping = pausing.sweepNow(TENANT);
    await begun.promise;
    await pausing.stop();
    expect((await sweeping).failure).toBeNull();
    expect(await database.store.inventory.resting()).toMatchObject([{ due: true }]);
    expect([ended, failures]).toEqual([[], []]);
  });
});

test('two processes never sweep a tenant at once', async () => {
  await Promise.all([sweeps.sweepNow(TENANT), start().sweepNow(TENANT)]);
  expect(asked()).toBe(3);
  expect(ended).toEqual([null]);
});

describe('registrations of ours', () => {
  test('that no page mentions are asked for by name: one taken over without a change, one that is gone', async () => {
    await sweeps.sweepNow(TENANT);
    await record();
    const nowhere = { applicationId: seedGuid('f1', 1) as ObjectId, appId: seedGuid('f2', 1) as AppId };
    await record({ id: seedGuid('f3', 1) as Run['id'] }, nowhere);
    const before = lists();
    await sweeps.sweepNow(TENANT);
    expect(lists() - before).toBe(2);
    await sweeps.sweepNow(TENANT);
    expect(lists() - before).toBe(3);
    expect(await kept()).toEqual([
      { app_id: WATCH, gone: false },
      { app_id: APP_ID, gone: false },
      { app_id: nowhere.appId, gone: true },
    ]);
  });

  test('are held against the ledger: a credential nobody told us of, one that is gone, the whole application', async () => {
    const run = await record();
    const ours = cloud.sandbox.world.applications[ID]!.passwordCredentials[0]!.keyId;
    const step = aStep('secret', { kind: 'secret', state: 'verified', effectId: ours });
    await database.store.ledger.save({ run: { ...run, revision: 2 }, steps: [step] });
    await sweeps.sweepNow(TENANT);
    const found = async () => {
      await sweeps.sweepNow(TENANT);
      return (await sweeps.findings(TENANT)).map(({ failure, runId }) => [failure.code, runId]);
    };
    expect(await found()).toEqual([]);
    await cloud.byHand('POST', `/applications/${ID}/addPassword`, { passwordCredential: {} });
    expect(await found()).toEqual([['SWEEP_CREDENTIAL_UNKNOWN', RUN]]);
    await cloud.byHand('POST', `/applications/${ID}/removePassword`, { keyId: ours });
    expect((await found()).map(([code]) => code).sort()).toEqual([
      'SWEEP_CREDENTIAL_GONE',
      'SWEEP_CREDENTIAL_UNKNOWN',
    ]);
    await cloud.byHand('DELETE', `/applications/${ID}`);
    expect(await found()).toEqual([['SWEEP_APPLICATION_GONE', RUN]]);
    await cloud.byHand('POST', `/directory/deletedItems/${ID}/restore`);
    expect(await found()).toHaveLength(2);
  });

  test('whose set-up was cancelled are nobody’s', async () => {
    await record({ phase: 'cancelled' });
    await sweeps.sweepNow(TENANT);
    await cloud.byHand('DELETE', `/applications/${ID}`);
    await sweeps.sweepNow(TENANT);
    expect(await sweeps.findings(TENANT)).toEqual([]);
  });
});

describe('a registration of ours is looked at alone', () => {
  const SP = seedGuid('a9', 1) as ObjectId;
  const FEDERATED = {
    name: 'pipeline',
    issuer: 'https://ci.example',
    subject: 'repo:contoso/sync:main',
    audiences: ['api://AzureADTokenExchange'],
  };
  const look = async () => (await database.store.inventory.applications(TENANT, [APP_ID]))[0]?.look;
  const codes = async () => (await sweeps.findings(TENANT)).map(({ failure }) => failure.code);

  beforeEach(async () => {
    const { servicePrincipals } = cloud.sandbox.world;
    servicePrincipals[SP] = { ...servicePrincipals[WATCH_SP_ID]!, id: SP, appId: APP_ID };
    const ids = { applicationId: ID, appId: APP_ID, servicePrincipalId: SP };
    await record({}, ids);
  });

  test('whom it trusts to sign in as it is known with the next sweep, and is a finding', async () => {
    await sweeps.sweepNow(TENANT);
    expect(await look()).toMatchObject({ federated: [], assignments: [], at: now() });
    await cloud.byHand('POST', `/applications/${ID}/federatedIdentityCredentials`, FEDERATED);
    await sweeps.sweepNow(TENANT);
    const { name, issuer, subject } = FEDERATED;
    expect((await look())?.federated).toEqual([{ id: expect.any(String), name, issuer, subject }]);
    expect(await codes()).toContain('SWEEP_FEDERATED_UNKNOWN');
    await cloud.byHand('DELETE', `/applications/${ID}`);
    await sweeps.sweepNow(TENANT);
    expect(await codes()).toEqual(['SWEEP_APPLICATION_GONE']);
  });

  test('delegated grants and Entra roles only where the operator lets it, and the tenant consented', async () => {
    await sweeps.sweepNow(TENANT);
    const unread = { grants: null, directoryRoles: null };
    expect(await look()).toMatchObject(unread);
    const reading = cloud.reading({ grants: true });
    sweeps = start({}, reading);
    await sweeps.sweepNow(TENANT);
    expect([await look(), ended]).toMatchObject([unread, [null, null]]);
    expect(cloud.asked().filter(({ status }) => status === 403)).toHaveLength(1);
    letWatchReadGrants(cloud.sandbox.world, true);
    await sweeps.sweepNow(TENANT);
    expect(await look()).toMatchObject({ grants: [], directoryRoles: [] });
    expect((await sweeps.watchState(TENANT)).notChecked).toEqual([{ what: 'key-use', since: null }]);
    sweeps = start();
    await sweeps.sweepNow(TENANT);
    expect((await sweeps.watchState(TENANT)).failure).toEqual({
      code: 'SWEEP_TOO_POWERFUL',
      facts: { enough: 'Application.Read.All', roles: 'Directory.Read.All' },
    });
  });

  test('a pause in the middle of it is waited for', async () => {
    await sweeps.sweepNow(TENANT);
    cloud.sandbox.switches.throttle = { requests: 2, perSeconds: 60, retryAfterSeconds: 60 };
    await sweeps.sweepNow(TENANT);
    expect(ended).toEqual([null, null]);
    expect(paused.length).toBeGreaterThan(0);
    expect(await look()).toMatchObject({ federated: [], assignments: [] });
  });
});

test('what no sweep sees is listed as not checked, with the day an admin saw it last', async () => {
  const none = [
    { what: 'delegated-grants', since: null },
    { what: 'directory-roles', since: null },
    { what: 'key-use', since: null },
  ];
  expect(await sweeps.watchState(TENANT)).toEqual({
    checkedAt: null,
    stale: true,
    failure: null,
    notChecked: none,
  });
  const proof = { at: now(), permissions: [], credential: 'proven', more: [], surplus: [] } as const;
  await record({ proof });
  await sweeps.sweepNow(TENANT);
  const seen = [{ what: 'delegated-grants', since: now() }, none[1], none[2]];
  expect((await sweeps.watchState(TENANT)).notChecked).toEqual(seen);
  const another = { applicationId: seedGuid('a1', 2) as ObjectId, appId: seedGuid('a2', 2) as AppId };
  await record({ id: seedGuid('f3', 2) as Run['id'] }, another);
  expect((await sweeps.watchState(TENANT)).notChecked).toEqual(none);
});

describe('a turn', () => {
  test('of a tenant that has been swept meanwhile is nothing', async () => {
    await sweeps.enrol(TENANT);
    expect(await sweeps.due()).toEqual([TENANT]);
    await sweeps.turn(TENANT);
    await sweeps.turn(TENANT);
    expect([ended, await sweeps.due()]).toEqual([[null], []]);
  });

  test('that is taken in two processes at once is taken by one', async () => {
    await sweeps.enrol(TENANT);
    await Promise.all([sweeps.turn(TENANT), start().turn(TENANT)]);
    expect([ended, asked()]).toEqual([[null], 3]);
  });

  test('that has only been asked for is waited for, too', async () => {
    await sweeps.enrol(TENANT);
    void sweeps.tick();
    await sweeps.idle();
    expect(ended).toEqual([null]);
  });
});

describe('the clock', () => {
  /** Ends of months, a leap day, and nights in which Europe changes its clocks. */
  const MOMENTS = [
    '2027-01-31T23:59:59Z',
    '2028-02-29T12:00:00Z',
    '2027-03-28T01:00:00Z',
    '2027-10-31T01:00:00Z',
  ];

  test.each(MOMENTS)('jumps to %s and back, and each day is looked at once', async (moment) => {
    await sweeps.sweepNow(TENANT);
    const before = cloud.clock.now();
    for (const day of [Date.parse(moment), before]) {
      cloud.clock.advance(day - cloud.clock.now());
      await tick();
      await tick();
      expect(await sweeps.watchState(TENANT)).toMatchObject({ checkedAt: now(), stale: false });
    }
    expect(ended).toEqual([null, null, null]);
  });

  test('jumps while a sweep is under way: the day it ends on is looked at anew', async () => {
    await sweeps.sweepNow(TENANT);
    const moved: Inventory = {
      open: (tenantId, signal) => {
        const reading = cloud.inventory.open(tenantId, signal);
        return { ...reading, changes: (link) => jumping(reading, link) };
      },
    };
    await timePasses();
    await start({}, moved).sweepNow(TENANT);
    expect(await sweeps.due()).toEqual([TENANT]);
    await tick();
    expect(await sweeps.due()).toEqual([]);
    expect((await sweeps.watchState(TENANT)).checkedAt).toBe(now());
  });

  async function* jumping(reading: InventoryReading, link: string): AsyncGenerator<InventoryEvent> {
    cloud.clock.advance(60 * DAY);
    yield* reading.changes(link);
  }
});

const never = new AbortController().signal;
const pagesOf = (pages: AsyncIterable<InventoryEvent>) => () => pages;

async function* breaks(): AsyncGenerator<InventoryEvent> {
  yield { kind: 'page', seen: [], removed: [], link: null };
  throw new RangeError('here');
}
