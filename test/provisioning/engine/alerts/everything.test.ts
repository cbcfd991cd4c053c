/** Every application of the tenant is watched, and nobody here has set up any: from the directory to the warning. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCatalog, loadBundled } from '../../../../src/provisioning/connectors/catalog.ts';
import { createAlerts } from '../../../../src/provisioning/engine/alerts/index.ts';
import { createSweeps, type Sweeps } from '../../../../src/provisioning/engine/watch/index.ts';
import type { Alerts } from '../../../../src/provisioning/index.ts';
import { seedGuid, WATCH_APP_OBJECT_ID } from '../../../../src/sandbox/seed/ids.ts';
import { alertCard } from '../../../../src/bot/cards/alert.ts';
import { openTestDatabase, type TestDatabase } from '../../../fakes/database.ts';
import { TENANT, WATCH, WatchedCloud } from '../../../fakes/watched-cloud.ts';

const DAY = 86_400_000;
const ROOM = '19:admins@thread.tacv2';
const APP = seedGuid('a1', 1);

let database: TestDatabase;
let cloud: WatchedCloud;
let sweeps: Sweeps;
let alerts: Alerts;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  cloud = await WatchedCloud.create(1);
  const { ledger, outbox, inventory, alerts: store } = database.store;
  const catalog = createCatalog(loadBundled());
  const { clock } = cloud;
  const options = {
    own: [WATCH],
    ended: () => undefined,
    failed: (cause: unknown) => void expect(cause).toBeNull(),
  };
  const ports = { clock, pause: { pause: async () => undefined }, inventory: cloud.inventory };
  sweeps = createSweeps({ ...ports, store: inventory, ledger }, { everything: true, ...options });
  alerts = createAlerts({ clock, catalog, ledger, outbox, inventory, store });
  await alerts.listen({ tenantId: TENANT, id: ROOM, kind: 'channel', oid: null, zone: 'UTC' }, 'asked');
  cloud.sandbox.world.applications[APP]!.passwordCredentials = [];
  cloud.sandbox.world.applications[APP]!.keyCredentials = [];
});
afterEach(async () => {
  await sweeps.stop();
  await cloud.close();
});

/** Made by somebody in the portal, to last so many days from now. */
async function addSecret(days: number): Promise<string> {
  const endDateTime = new Date(cloud.clock.now() + days * DAY).toISOString();
  const body = { passwordCredential: { displayName: `for ${days} days`, endDateTime } };
  const made = (await cloud.byHand('POST', `/applications/${APP}/addPassword`, body)) as { keyId: string };
  return made.keyId;
}

/** So that a month is left of two. */
function timePasses(): void {
  cloud.clock.advance(31 * DAY);
}

async function told(): Promise<string[]> {
  await sweeps.sweepNow(TENANT);
  await alerts.decide(TENANT);
  const rows = await database.store.outbox.rows({ tenantId: TENANT });
  return rows.map(({ lapseId, band, state }) => `${lapseId} ${band} ${state.kind}`);
}

test('what ends soon is warned of, on an application that is not ours', async () => {
  const keyId = await addSecret(60);
  expect(await told()).toEqual([]);
  timePasses();
  expect(await told()).toEqual([`key:${keyId} 30 pending`]);
});

test('the card says that nobody told us of it, and offers no renewal but to say whose it is', async () => {
  const keyId = await addSecret(60);
  timePasses();
  await told();
  const view = await alerts.view(TENANT, `key:${keyId}`, ROOM);
  expect(view).toMatchObject({ lapses: [{ label: 'for 60 days', runId: null }] });
  const drawing = alertCard(view!, { now: cloud.clock.now(), notice: null, typed: {} });
  const said = JSON.stringify(drawing);
  expect(said).toContain('Nobody told me of this one');
  expect(said).toContain('say whose it is');
  expect(said).toContain(view!.registration!.name);
  expect(drawing.buttons).toEqual([]);
});

describe('the newest of a kind speaks for the application', () => {
  test('although it ends long after anybody would be warned of it', async () => {
    const old = await addSecret(60);
    timePasses();
    expect(await told()).toEqual([`key:${old} 30 pending`]);
    await addSecret(700);
    expect(await told()).toEqual([`key:${old} 30 cancelled`]);
  });

  test('and when it is removed again the older one does', async () => {
    const old = await addSecret(60);
    const newer = await addSecret(700);
    timePasses();
    expect(await told()).toEqual([]);
    await cloud.byHand('POST', `/applications/${APP}/removePassword`, { keyId: newer });
    expect(await told()).toEqual([`key:${old} 30 pending`]);
  });
});

test('the certificate of the watch itself is watched before anything is set up', async () => {
  const { applications } = cloud.sandbox.world;
  const certificate = applications[WATCH_APP_OBJECT_ID]!.keyCredentials[0]!;
  certificate.startDateTime = new Date(cloud.clock.now()).toISOString();
  certificate.endDateTime = new Date(cloud.clock.now() + 60 * DAY).toISOString();
  timePasses();
  expect(await told()).toEqual([`key:${certificate.keyId} 30 pending`]);
});
