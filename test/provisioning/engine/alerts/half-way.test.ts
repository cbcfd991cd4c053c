/** A renewal that is left half-way: what people are told of the old credential until it is gone, or needed no more. */
import { beforeEach, expect, test } from '@jest/globals';
import { createCatalog, loadBundled } from '../../../../src/provisioning/connectors/catalog.ts';
import { createAlerts } from '../../../../src/provisioning/engine/alerts/index.ts';
import type { Alerts } from '../../../../src/provisioning/index.ts';
import { ours, useStage } from '../../../fakes/stage.ts';
import { approveOwn, toProven } from '../../../fakes/stories.ts';

const DAY = 86_400_000;
const ROOM = '19:admins@thread.tacv2';
const PLACE = 'Nectar DXP: your Nectar representative enters the new secret or certificate';

const stage = useStage();
let alerts: Alerts;
let tenantId: string;
let oldLapse: string;
let oldRun: string;

beforeEach(async () => {
  const { world, database } = stage;
  const { ledger, outbox, inventory, alerts: store } = database.store;
  const catalog = createCatalog(loadBundled());
  alerts = createAlerts({ clock: world.clock, catalog, ledger, outbox, inventory, store });
  oldRun = (await toProven(world, 'anna')).runId;
  ({ tenantId } = world.actor('anna'));
  oldLapse = `key:${ours(world)[0]!.passwordCredentials[0]!.keyId}`;
  await alerts.listen({ tenantId, id: ROOM, kind: 'channel', oid: null, zone: 'Europe/Berlin' }, 'asked');
});

/** Up to so many days before the old one ends, at noon. */
function daysBefore(days: number): void {
  const { clock } = stage.world;
  clock.advance(Date.UTC(2027, 10, 21, 12) - days * DAY - clock.now());
}

/** A new secret beside the old one, proven. */
async function renew(): Promise<string> {
  const { world } = stage;
  const anna = world.actor('anna');
  const { runId } = await world.engine.renew(anna, oldRun, 'test');
  await world.engine.choose(anna, runId, {});
  await world.signIn('anna', runId, 'check');
  await world.settle(5);
  await approveOwn(world, 'anna', await world.view('anna', runId));
  return runId;
}

async function told() {
  await alerts.decide(tenantId);
  const view = await alerts.view(tenantId, oldLapse, ROOM);
  return view?.lapses.find(({ lapseId }) => lapseId === oldLapse);
}

test('before the new one is proven nothing is said of it', async () => {
  daysBefore(29);
  await stage.world.engine.renew(stage.world.actor('anna'), oldRun, 'test');
  const lapse = await told();
  expect(lapse?.days).toBe(29);
  expect(lapse).not.toHaveProperty('renewal');
});

test('while it is in use somewhere, the warning says where, and goes on after its end', async () => {
  daysBefore(29);
  await renew();
  expect(await told()).toMatchObject({ renewal: { open: [PLACE] } });
  daysBefore(-2);
  expect(await told()).toMatchObject({ lapsed: true, severity: 'lapsed', renewal: { open: [PLACE] } });
});

test('in use everywhere it is calm, and over once it has ended, although nobody removed it', async () => {
  daysBefore(3);
  const renewal = await renew();
  const anna = stage.world.actor('anna');
  await stage.world.engine.openHandOver(anna, renewal);
  await stage.world.engine.revealSecret(anna, renewal);
  await stage.world.engine.tick(anna, renewal, 'place-1', 'done');
  expect(await told()).toMatchObject({ severity: 'info', renewal: { open: [] } });
  daysBefore(-1);
  expect(await told()).toBeUndefined();
  const silent = (await alerts.view(tenantId, oldLapse, ROOM))?.silent;
  expect(silent).toMatchObject([{ because: 'renewed' }]);
});

test('the tick is taken back: somebody has to be told again', async () => {
  daysBefore(3);
  const renewal = await renew();
  const anna = stage.world.actor('anna');
  await stage.world.engine.tick(anna, renewal, 'place-1', 'done');
  await stage.world.engine.tick(anna, renewal, 'place-1', 'undo');
  daysBefore(-1);
  expect(await told()).toMatchObject({ lapsed: true, renewal: { open: [PLACE] } });
});
