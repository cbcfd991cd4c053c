/** Several processes on one outbox, some of which die or come back from the dead. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Dispatcher } from '../../../src/bot/dispatch/index.ts';
import { openTestDatabase, type TestDatabase } from '../../fakes/database.ts';
import { DispatchStage, TENANT } from '../../fakes/dispatch-stage.ts';
import { worst } from '../../fakes/teams-simulator.ts';
import { VirtualTime } from '../../fakes/virtual-time.ts';

let database: TestDatabase;
let stage: DispatchStage;
let others: Dispatcher[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.clear();
  stage = await DispatchStage.open({ outbox: database.store.outbox, time: new VirtualTime(), perSecond: 45 });
  others = [stage.replica(), stage.replica()];
});
afterEach(async () => {
  for (const other of others) await stage.during(other.stop());
  await stage.close();
});

async function fill(count: number): Promise<void> {
  const many = Array.from({ length: count }, (_, n) => ({ lapseId: `lapse-${n}`, channelId: `p${n}` }));
  await stage.install(...many.map(({ channelId }) => channelId));
  await stage.outbox.put(many.map((one) => stage.alert(one)));
}

/** Its lease runs out, as when a machine stands still or is cut off. */
async function lapseLease(): Promise<void> {
  await stage.atWork(
    sql`update outbox_senders set lease_until = clock_timestamp()`.execute(database.database.kysely),
  );
}

test('three replicas send everything once, and together no faster than one', async () => {
  await fill(120);
  const all = [stage.dispatcher, ...others];
  const rounds = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(all.map((one) => one.dispatch()));
      await Promise.all(all.map((one) => one.idle()));
      await stage.time.delay(300);
    }
  };
  await stage.during(rounds());
  expect(stage.seen()).toHaveLength(120);
  expect(new Set(stage.seen().map(({ alert }) => alert)).size).toBe(120);
  expect(worst(stage.simulator.teams.state.requests, 1_000)).toBeLessThanOrEqual(45);
});

test('who was overtaken in the middle sends nothing more, and nothing goes out twice', async () => {
  await fill(100);
  const [heir] = others;
  const overtaken = async (): Promise<void> => {
    await stage.dispatcher.dispatch();
    await stage.time.delay(2_000);
    await lapseLease();
    await heir?.dispatch();
    await Promise.all([stage.dispatcher.idle(), heir?.idle()]);
    await stage.dispatcher.dispatch();
    await stage.dispatcher.idle();
  };
  await stage.during(overtaken());
  const seen = stage.seen();
  expect(new Set(seen.map(({ alert }) => alert)).size).toBe(100);
  expect(seen).toHaveLength(100);
  expect(worst(stage.simulator.teams.state.requests, 1_000)).toBeLessThanOrEqual(45);
});

test('an answer that comes after somebody took over is not believed, and the repeat is labelled', async () => {
  await stage.install('anna');
  await stage.fault({ slowMs: 12_000 });
  await stage.outbox.put([stage.alert()]);
  const [heir] = others;
  const late = async (): Promise<void> => {
    await stage.dispatcher.dispatch();
    await stage.time.delay(5_000);
    await lapseLease();
    await heir?.dispatch();
    await Promise.all([stage.dispatcher.idle(), heir?.idle()]);
  };
  await stage.during(late());
  expect(stage.logged.some((line) => line.startsWith('somebody else sends for this tenant now'))).toBe(true);
  expect(await stage.row()).toMatchObject({ state: { kind: 'maybe-sent' }, unanswered: 1 });
  await stage.after(30 * 60_000);
  expect(stage.seen().map(({ labelled }) => labelled)).toEqual([false, true]);
  expect((await stage.outbox.history(TENANT, 'lapse-1')).map(({ code }) => code)).toEqual([
    'Interrupted',
    '',
  ]);
});

test('who dies at the repeat leaves it to the next to ask somebody else', async () => {
  await stage.install('anna');
  await stage.fault({ error: 'BadGateway' });
  await stage.fault({ slowMs: 12_000 }, { nth: 2 });
  await stage.outbox.put([stage.alert()]);
  await stage.run();
  stage.time.advance(30 * 60_000);
  const [heir] = others;
  const overtaken = async (): Promise<void> => {
    await stage.dispatcher.dispatch();
    await stage.time.delay(5_000);
    await lapseLease();
    await heir?.dispatch();
    await Promise.all([stage.dispatcher.idle(), heir?.idle()]);
  };
  await stage.during(overtaken());
  await stage.after(60 * 60_000);
  expect(stage.seen()).toHaveLength(1);
  expect(stage.refusals).toMatchObject([{ by: 'silence' }]);
  expect((await stage.outbox.history(TENANT, 'lapse-1')).map(({ code }) => code)).toEqual([
    ...['BadGateway', 'Interrupted', 'Unconfirmed'],
  ]);
});

test('what is in the air is waited for at a stop, and the rest is left for the next process', async () => {
  await fill(40);
  const stopped = async (): Promise<void> => {
    await stage.dispatcher.dispatch();
    await stage.time.delay(1_500);
    await stage.dispatcher.stop();
    await stage.dispatcher.dispatch();
  };
  await stage.during(stopped());
  const before = stage.seen().length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(40);
  await stage.run(others[0]);
  expect(stage.seen()).toHaveLength(40);
});

test('a database that is gone for a moment costs no repeat', async () => {
  await stage.install('anna');
  let failing = 3;
  const { settle } = stage.outbox;
  const flaky = {
    ...stage.outbox,
    settle: (...args: Parameters<typeof settle>) =>
      (failing -= 1) >= 0 ? Promise.reject(new RangeError('gone')) : settle(...args),
  };
  const other = await DispatchStage.open({ outbox: flaky, time: stage.time });
  await other.install('anna');
  await other.outbox.put([other.alert()]);
  await other.run();
  expect(await other.row()).toMatchObject({ state: { kind: 'sent' }, attempts: 1 });
  await other.close();
});
