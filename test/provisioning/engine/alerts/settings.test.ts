/** How a conversation is warned: changed, kept, ended and begun again. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCatalog, loadBundled } from '../../../../src/provisioning/connectors/catalog.ts';
import { createAlerts } from '../../../../src/provisioning/engine/alerts/index.ts';
import type { Actor, Alerts } from '../../../../src/provisioning/index.ts';
import { useStage } from '../../../fakes/stage.ts';
import { toProven } from '../../../fakes/stories.ts';

const DAY = 86_400_000;
const ROOM = '19:admins@thread.tacv2';
const OTHER = '19:others@thread.tacv2';
const ENDS = Date.UTC(2027, 10, 21, 10);

const stage = useStage();
let alerts: Alerts;
let anna: Actor;
let tenantId: string;

beforeEach(async () => {
  const { world, database } = stage;
  const { ledger, outbox, inventory, alerts: store } = database.store;
  const catalog = createCatalog(loadBundled());
  alerts = createAlerts({ clock: world.clock, catalog, ledger, outbox, inventory, store });
  await toProven(world, 'anna');
  anna = world.actor('anna');
  ({ tenantId } = anna);
  await listen(ROOM);
});

function listen(id: string, how: 'asked' | 'arrived' = 'asked'): ReturnType<Alerts['listen']> {
  return alerts.listen({ tenantId, id, kind: 'channel', oid: null, zone: 'Europe/Berlin' }, how);
}

async function save(typed: Readonly<Record<string, string>>, channelId = ROOM) {
  return alerts.saveSettings(anna, channelId, typed);
}

/** Bands and where they are said. */
async function told(): Promise<string[]> {
  const rows = await stage.database.store.outbox.rows({ tenantId });
  return rows.map(({ band, channelId, state }) => `${band} ${channelId} ${state.kind}`);
}

/** So many days before the end, at noon. */
async function daysBefore(days: number): Promise<void> {
  const { world } = stage;
  world.clock.advance(ENDS - days * DAY + 2 * 3_600_000 - world.clock.now());
  await alerts.decide(tenantId);
}

describe('the days', () => {
  test('of a channel are those of its warnings', async () => {
    await save({ ladder: '20 and 2 days' });
    await daysBefore(59);
    expect(await told()).toEqual([]);
    await daysBefore(19);
    expect(await told()).toEqual([`20 ${ROOM} pending`]);
  });

  test('of a connector are those of its lapses, and a channel’s own come first', async () => {
    await save({ 'ladder:nectar': '100' });
    await daysBefore(99);
    expect(await told()).toEqual([`100 ${ROOM} pending`]);
    await save({ ladder: '30' });
    await alerts.decide(tenantId);
    expect(await told()).toEqual([`100 ${ROOM} cancelled`]);
  });

  test('of a connector say who chose them, and go when they are emptied', async () => {
    const { settings } = await save({ 'ladder:nectar': '100, 50', ladder: '' });
    const mine = () => settings.byConnector.find(({ id }) => id === 'nectar');
    expect(mine()).toMatchObject({ value: '100, 50', chosen: { by: 'Anna Admin' } });
    const after = await save({ 'ladder:nectar': '' });
    expect(after.settings.byConnector.every(({ chosen }) => chosen === null)).toBe(true);
  });
});

test('what is wrong in one field keeps everything from being saved, and everything that was typed', async () => {
  const typed = { ladder: '90, 30', zone: 'Atlantis', 'ladder:nectar': 'soon' };
  const { saved, settings } = await save(typed);
  expect(saved).toBe(false);
  expect(settings.ladder).toEqual({ value: '90, 30', error: null });
  expect(settings.zone).toMatchObject({ value: 'Atlantis', error: { code: 'ZONE_UNKNOWN' } });
  expect(settings.byConnector.find(({ id }) => id === 'nectar')).toMatchObject({
    value: 'soon',
    error: { code: 'LADDER_UNREADABLE' },
  });
  expect(await alerts.settings(tenantId, ROOM)).toMatchObject({
    ladder: { value: '' },
    zone: { value: 'Europe/Berlin' },
  });
});

test('the hours are those in which warnings come', async () => {
  await save({ zone: 'Tokyo', from: '22:00', to: '00:00', days: '6,7' });
  await daysBefore(59);
  // A Thursday: it waits for Saturday evening in Tokyo.
  expect(await told()).toEqual([]);
  await daysBefore(56);
  expect(await told()).toEqual([`60 ${ROOM} pending`]);
});

test('a channel that listens to others hears of this only when nobody else would', async () => {
  await listen(OTHER);
  await save({ connectors: 'jtel-presence' });
  await daysBefore(59);
  expect(await told()).toEqual([`60 ${OTHER} pending`]);
  expect(await alerts.thinReaches(tenantId)).toMatchObject([
    { owner: { displayName: 'Anna Admin' }, only: OTHER },
  ]);
  expect((await alerts.settings(tenantId, OTHER))?.alone).toBe(true);
  expect((await alerts.settings(tenantId, ROOM))?.alone).toBe(false);
});

test('a zone that somebody chose stays, whatever a client says later', async () => {
  const silent = { tenantId, id: OTHER, kind: 'channel', oid: null } as const;
  await alerts.listen({ ...silent, zone: null }, 'arrived');
  await alerts.listen({ ...silent, zone: 'Asia/Tokyo' }, 'asked');
  const zone = async () => (await alerts.settings(tenantId, OTHER))?.zone.value;
  expect(await zone()).toBe('Asia/Tokyo');
  await save({ zone: 'UTC' }, OTHER);
  await alerts.listen({ ...silent, zone: 'Asia/Tokyo' }, 'asked');
  expect(await zone()).toBe('Etc/UTC');
});

describe('a conversation that is ended', () => {
  test('is warned no more, and what waits for it goes elsewhere', async () => {
    await listen(OTHER);
    await daysBefore(59);
    expect(await told()).toEqual([`60 ${ROOM} pending`]);
    expect(await alerts.end(tenantId, ROOM, false)).toBe('ended');
    await alerts.decide(tenantId);
    expect((await told()).toSorted()).toEqual([`60 ${OTHER} pending`, `60 ${ROOM} cancelled`].toSorted());
    expect(await alerts.settings(tenantId, ROOM)).toBeNull();
    expect(await alerts.end(tenantId, ROOM, false)).toBe('none');
    await expect(save({ ladder: '9' })).rejects.toMatchObject({ code: 'ALERTS_NOT_HERE' });
  });

  test('is not ended when nobody else would be warned, unless that is wanted', async () => {
    await listen(OTHER);
    await alerts.refused(tenantId, OTHER);
    expect(await alerts.end(tenantId, ROOM, false)).toBe('last');
    expect(await alerts.tenants()).toEqual([tenantId]);
    expect(await alerts.end(tenantId, ROOM, true)).toBe('ended');
    expect(await alerts.end(tenantId, OTHER, true)).toBe('ended');
    expect(await alerts.tenants()).toEqual([]);
  });

  test('is as it was when somebody asks for it again, and only then', async () => {
    await listen(OTHER);
    await save({ ladder: '20, 2' });
    await alerts.end(tenantId, ROOM, false);
    expect(await listen(ROOM, 'arrived')).toBe('ended');
    expect(await alerts.settings(tenantId, ROOM)).toBeNull();
    expect(await listen(ROOM)).toBe('new');
    expect((await alerts.settings(tenantId, ROOM))?.ladder.value).toBe('20, 2');
    expect(await listen(ROOM)).toBe('known');
  });
});
