/** What a tenant is told, decided from the ledger and put into the outbox. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCatalog, loadBundled } from '../../../../src/provisioning/connectors/catalog.ts';
import type { OutboxRow } from '../../../../src/provisioning/contract.ts';
import type { TenantId } from '../../../../src/provisioning/core/ids.ts';
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
let lapseId: string;

beforeEach(async () => {
  const { world, database } = stage;
  const { ledger, outbox, inventory, alerts: store } = database.store;
  const catalog = createCatalog(loadBundled());
  alerts = createAlerts({ clock: world.clock, catalog, ledger, outbox, inventory, store });
  await toProven(world, 'anna');
  ({ tenantId } = world.actor('anna'));
  await listen(ROOM);
  [lapseId = ''] = await ids();
});

async function listen(id: string): Promise<void> {
  await alerts.listen({ tenantId, id, kind: 'channel', oid: null, zone: 'Europe/Berlin' }, 'asked');
}

/** A secret is known by its key, whoever else has one. */
async function ids(): Promise<string[]> {
  const { world } = stage;
  const keys = Object.values(world.sandbox.world.applications)
    .filter(({ tags }) => tags.includes('registrar'))
    .flatMap(({ passwordCredentials }) => passwordCredentials.map(({ keyId }) => `key:${keyId}`));
  return Promise.resolve(keys);
}

async function rows(): Promise<readonly OutboxRow[]> {
  return stage.database.store.outbox.rows({ tenantId });
}

async function told(): Promise<string[]> {
  return (await rows()).map(({ band, channelId, state }) => `${band} ${channelId} ${state.kind}`);
}

/** So many days before the end, at noon, and on a working day. */
async function daysBefore(days: number): Promise<void> {
  const { world } = stage;
  const ends = Date.UTC(2027, 10, 21, 10);
  world.clock.advance(ends - days * DAY + 2 * 3_600_000 - world.clock.now());
  await alerts.decide(tenantId);
}

describe('what is due', () => {
  test('is put once, and the next time is known', async () => {
    expect(await told()).toEqual([]);
    await daysBefore(59);
    expect(await told()).toEqual([`60 ${ROOM} pending`]);
    const { wakeAt, unreachable } = await alerts.decide(tenantId);
    expect(await rows()).toHaveLength(1);
    expect(unreachable).toEqual([]);
    expect(wakeAt).toBeLessThanOrEqual(Date.UTC(2027, 9, 25));
  });

  test('of an earlier time that nobody was told of is said by the later', async () => {
    await daysBefore(59);
    await daysBefore(6);
    expect(await told()).toEqual([`60 ${ROOM} superseded`, `7 ${ROOM} pending`]);
  });

  test('goes elsewhere when the channel takes nothing', async () => {
    await listen(OTHER);
    await daysBefore(59);
    await alerts.refused(tenantId, ROOM);
    await alerts.decide(tenantId);
    expect(await told()).toContain(`60 ${OTHER} pending`);
    expect(await alerts.awake(tenantId, ROOM)).toBe('dead');
    expect(await alerts.awake(tenantId, ROOM)).toBe('live');
    expect(await alerts.awake(tenantId, '19:nobody@thread.tacv2')).toBe('none');
  });

  test('reaches nobody where nobody listens, and that is known', async () => {
    await alerts.refused(tenantId, ROOM);
    await daysBefore(59);
    await alerts.refused(tenantId, ROOM);
    expect((await alerts.decide(tenantId)).unreachable).toEqual([lapseId]);
  });
});

describe('people', () => {
  test('put it off until a day, with a reason, and not beyond its end', async () => {
    const anna = stage.world.actor('anna');
    await daysBefore(59);
    const reason = 'Nectar is being replaced';
    const beyond = { until: '2027-12-24', reason };
    await expect(alerts.snooze(anna, lapseId, beyond)).rejects.toMatchObject({ code: 'SNOOZE_PAST_END' });
    await alerts.snooze(anna, lapseId, { until: '2027-10-15', reason });
    await alerts.decide(tenantId);
    expect(await told()).toEqual([`60 ${ROOM} cancelled`]);
    expect((await alerts.view(tenantId, lapseId, ROOM))?.silent).toMatchObject([
      { because: 'snoozed', by: 'Anna Admin', words: reason },
    ]);
    await daysBefore(29);
    expect(await told()).toContain(`30 ${ROOM} pending`);
  });

  test('say whose it is, and are not warned of it any more', async () => {
    const anna = stage.world.actor('anna');
    await expect(alerts.notOurs(anna, lapseId, ' ')).rejects.toMatchObject({ code: 'NOT_OURS_NO_OWNER' });
    await expect(alerts.notOurs(anna, 'key:0', 'them')).rejects.toMatchObject({ code: 'LAPSE_UNKNOWN' });
    await alerts.notOurs(anna, lapseId, 'the Nectar team');
    await daysBefore(59);
    expect(await told()).toEqual([]);
  });

  test('each can be taken back, and leaves the other as it is', async () => {
    const { world } = stage;
    const anna = world.actor('anna');
    const marks = async () =>
      (await stage.database.store.alerts.marks(anna.tenantId as TenantId)).get(lapseId);
    await alerts.snooze(anna, lapseId, { until: '2027-10-15', reason: 'moving house' });
    await alerts.notOurs(anna, lapseId, 'the Nectar team');
    await alerts.unsnooze(anna, lapseId);
    expect(await marks()).toMatchObject({ snooze: null, notOurs: { owner: 'the Nectar team' } });
    await alerts.ours(anna, lapseId);
    expect(await marks()).toEqual({ snooze: null, notOurs: null });
    await expect(alerts.ours(anna, 'key:0')).rejects.toMatchObject({ code: 'LAPSE_UNKNOWN' });
    await expect(alerts.unsnooze(anna, 'key:0')).rejects.toMatchObject({ code: 'LAPSE_UNKNOWN' });
  });
});

test('a warning says what ends, what that breaks, where it is used and whose it is', async () => {
  await daysBefore(59);
  expect(await alerts.view(tenantId, lapseId, ROOM)).toMatchObject({
    connectorTitle: 'Nectar DXP',
    registration: { name: 'Nectar DXP Cloud Connector' },
    lapses: [
      {
        kind: 'secret',
        days: 59,
        lapsed: false,
        effect: expect.stringContaining('Nectar stops'),
        owner: { displayName: 'Anna Admin' },
      },
    ],
    root: null,
  });
  expect(await alerts.standing(tenantId)).toEqual([]);
});
