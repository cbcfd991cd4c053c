/** "Did they get it?", read from the outbox. */
import { beforeEach, expect, test } from '@jest/globals';
import { createCatalog, loadBundled } from '../../../../src/provisioning/connectors/catalog.ts';
import type { OutboxLease, OutboxOutcome, OutboxRow } from '../../../../src/provisioning/contract.ts';
import { createAlerts } from '../../../../src/provisioning/engine/alerts/index.ts';
import type { Alerts } from '../../../../src/provisioning/index.ts';
import { useStage } from '../../../fakes/stage.ts';
import { toProven } from '../../../fakes/stories.ts';

const DAY = 86_400_000;
const ROOM = '19:admins@thread.tacv2';
const OTHER = '19:others@thread.tacv2';

const stage = useStage();
let alerts: Alerts;
let tenantId: string;

beforeEach(async () => {
  const { world, database } = stage;
  const { ledger, outbox, inventory, alerts: store } = database.store;
  const catalog = createCatalog(loadBundled());
  alerts = createAlerts({ clock: world.clock, catalog, ledger, outbox, inventory, store });
  await toProven(world, 'anna');
  ({ tenantId } = world.actor('anna'));
  for (const id of [ROOM, OTHER])
    await alerts.listen({ tenantId, id, kind: 'channel', oid: null, zone: 'Europe/Berlin' }, 'asked');
});

async function daysBefore(days: number): Promise<void> {
  const { world } = stage;
  world.clock.advance(Date.UTC(2027, 10, 21, 10) - days * DAY + 2 * 3_600_000 - world.clock.now());
  await alerts.decide(tenantId);
}

function iso(): string {
  return new Date(stage.world.clock.now()).toISOString();
}

/** As the dispatcher would: sends off what is due in this channel, and notes what came of it. */
async function answer(channelId: string, status: number | null, code: string, outcome: OutboxOutcome) {
  const { outbox } = stage.database.store;
  const lease = (await outbox.lease(tenantId, 60)) as OutboxLease;
  const due = (await outbox.due(lease, 60, { now: iso(), limit: 10, except: [] })) ?? [];
  const row = due.find((one) => one.channelId === channelId) as OutboxRow;
  await outbox.begin(lease, row, iso(), null);
  await outbox.settle(lease, row, { at: iso(), status, code, outcome });
  await outbox.release(lease);
}

async function records(): Promise<unknown[]> {
  const ids = (await alerts.warned(tenantId)).map(({ lapseId }) => lapseId);
  const all = await alerts.records(tenantId, ids);
  return all.map(({ band, channelId, outcome, attempts }) => [
    band,
    channelId,
    outcome,
    attempts.map(({ status, code }) => `${status ?? '-'} ${code}`.trim()),
  ]);
}

test('each warning is there with every attempt: refused here, delivered there, and what waits', async () => {
  expect(await alerts.warned(tenantId)).toEqual([]);
  await daysBefore(59);
  await alerts.refused(tenantId, ROOM);
  await answer(ROOM, 403, 'ConversationBlockedByUser', { kind: 'dead', by: 'channel' });
  await alerts.decide(tenantId);
  await answer(OTHER, 429, 'Throttled', { kind: 'retry', notBefore: iso() });
  await answer(OTHER, 200, '', { kind: 'sent', activityId: 'm1' });
  await daysBefore(29);
  expect(await records()).toEqual([
    [60, ROOM, 'refused', ['403 ConversationBlockedByUser']],
    [60, OTHER, 'delivered', ['429 Throttled', '200']],
    [30, OTHER, 'waiting', []],
  ]);
  expect(await alerts.warned(tenantId)).toMatchObject([
    {
      kind: 'secret',
      connectorId: 'nectar',
      name: 'Nectar DXP Cloud Connector',
      owner: { displayName: 'Anna Admin' },
    },
  ]);
});

test('what nobody confirmed may be there, also when it was called off later', async () => {
  await daysBefore(59);
  await answer(ROOM, 504, 'GatewayTimeout', { kind: 'maybe-sent', repeatAt: iso() });
  expect(await records()).toEqual([[60, ROOM, 'maybe-delivered', ['504 GatewayTimeout']]]);
  await stage.database.store.outbox.close({ tenantId, channelId: ROOM }, 'superseded', iso());
  expect(await records()).toEqual([[60, ROOM, 'maybe-delivered', ['504 GatewayTimeout']]]);
});

test('what was called off before it left was said by another, or not at all', async () => {
  await daysBefore(59);
  await stage.database.store.outbox.close({ tenantId, bands: [60] }, 'superseded', iso());
  expect(await records()).toEqual([[60, ROOM, 'replaced', []]]);
  expect(await alerts.records(tenantId, ['key:nothing'])).toEqual([]);
});

test('another tenant sees nothing of it', async () => {
  await daysBefore(59);
  const ids = (await alerts.warned(tenantId)).map(({ lapseId }) => lapseId);
  expect(ids).toHaveLength(1);
  const foreign = 'ffffffff-0000-4000-8000-000000000000';
  expect(await alerts.records(foreign, ids)).toEqual([]);
  expect(await alerts.warned(foreign)).toEqual([]);
});
