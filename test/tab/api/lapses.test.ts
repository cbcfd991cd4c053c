/** What people say of a lapse and of a channel's warnings, by the tab. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelSettings, ChannelWanted } from '../../../src/provisioning/contract/tab.ts';
import { startTabSite, type TabSite } from '../../fakes/tab-site.ts';
import { channelIn, CONTOSO, lapseIn } from '../../fakes/tab-world.ts';

let site: TabSite;
beforeEach(async () => {
  site = await startTabSite();
});
afterEach(() => site.server.close());

const LAPSE = encodeURIComponent(lapseIn(CONTOSO));
const HERE = `?id=${encodeURIComponent(channelIn(CONTOSO))}`;

test('each thing that is said has its undo', async () => {
  await site.as('cloud', `POST /api/tab/lapses/${LAPSE}/snooze`, {
    until: '2026-12-01T00:00:00Z',
    reason: 'Moves',
  });
  await site.as('cloud', `POST /api/tab/lapses/${LAPSE}/unsnooze`);
  await site.as('cloud', `POST /api/tab/lapses/${LAPSE}/not-ours`, { owner: 'Payroll' });
  await site.as('cloud', `POST /api/tab/lapses/${LAPSE}/ours`);
  expect(site.alerts.asked).toHaveLength(4);
  expect(site.said).toEqual(Array(4).fill(CONTOSO));
  expect(site.changes.latest(CONTOSO)).toBe('test.4');
});

test('what the engine refuses is told in its words, and nobody is told of a change', async () => {
  const until = '2026-12-01T00:00:00Z';
  const response = await site.as('cloud', `POST /api/tab/lapses/${LAPSE}/snooze`, { until, reason: '' });
  expect([response.status, await response.json()]).toEqual([
    400,
    expect.objectContaining({ error: expect.objectContaining({ code: 'SNOOZE_NO_REASON' }) }),
  ]);
  expect(site.said).toEqual([]);
});

describe('a channel', () => {
  const get = async (query = HERE): Promise<ChannelSettings> =>
    (await (await site.as('nobody', `GET /api/tab/channel${query}`)).json()) as ChannelSettings;
  const put = async (wanted: ChannelWanted, query = HERE): Promise<Response> =>
    site.as('global', `PUT /api/tab/channel${query}`, wanted);
  const ON: ChannelWanted = { alerts: true, connectors: ['nectar-dxp'], ladder: [90, 30, 7] };

  test('as it is, before and after warnings were turned on', async () => {
    expect(await get()).toEqual({
      id: channelIn(CONTOSO),
      ...{ alerts: false, known: true, connectors: null, ladder: null },
      usual: [60, 30, 14, 7, 3, 1],
    });
    const response = await put(ON);
    expect(await response.json()).toMatchObject({ alerts: true, known: true, ladder: [90, 30, 7] });
    expect(site.alerts.places.get(channelIn(CONTOSO))).toMatchObject({
      tenantId: CONTOSO,
      kind: 'channel',
      oid: null,
    });
    expect(site.said).toEqual([CONTOSO]);
  });

  test('what was there before, put again, is the undo', async () => {
    await put(ON);
    const { alerts, connectors, ladder } = await get();
    await put({ ...ON, ladder: null });
    expect((await get()).ladder).toBeNull();
    await put({ alerts, connectors, ladder });
    expect((await get()).ladder).toEqual([90, 30, 7]);
  });

  test('a thread is in its channel', async () => {
    const thread = `${HERE}${encodeURIComponent(';messageid=1')}`;
    expect((await get(thread)).id).toBe(channelIn(CONTOSO));
  });

  test('the last one is turned off only by somebody who says so', async () => {
    await put(ON);
    const refused = await put({ ...ON, alerts: false });
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ error: expect.objectContaining({ code: 'TAB_LAST_CHANNEL' }) }),
    ]);
    expect((await put({ ...ON, alerts: false, evenLast: true })).status).toBe(200);
    expect((await get()).alerts).toBe(false);
  });

  test('where the bot was never heard it cannot speak', async () => {
    expect((await get('?id=19:elsewhere')).known).toBe(false);
    expect((await put(ON, '?id=19:elsewhere')).status).toBe(404);
  });

  test.each(['', '?id=', `?id=${'x'.repeat(600)}`])('%s names none', async (query) => {
    expect((await put(ON, query)).status).toBe(400);
  });

  test.each<[string, object]>([
    ['a ladder of halves', { ...ON, ladder: [1.5] }],
    ['a connector that is a path', { ...ON, connectors: ['../x'] }],
    ['no word on warnings', { connectors: null, ladder: null }],
    ['more than is known', { ...ON, zone: 'UTC' }],
  ])('%s is refused', async (_, wanted) => {
    expect((await put(wanted as ChannelWanted)).status).toBe(400);
    expect(site.alerts.places.size).toBe(0);
  });
});
