/** Every request, every kind of person, every tenant: who gets an answer, and that nothing happens for the others. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { API_REQUESTS } from '../../../src/tab/api/routes.ts';
import type { ApiRequest } from '../../../src/tab/api/who-may.ts';
import { KINDS, speaker, startTabSite, type Kind, type TabSite } from '../../fakes/tab-site.ts';
import { channelIn, CONTOSO, FABRIKAM, lapseIn, runIn } from '../../fakes/tab-world.ts';

let site: TabSite;
beforeAll(async () => {
  site = await startTabSite();
});
beforeEach(() => {
  site.tabEngine.changes.length = 0;
  site.alerts.asked.length = 0;
  site.alerts.places.clear();
  site.instead = null;
});
afterAll(() => site.server.close());

/** Whoever looks; whoever may set something up; whoever manages all. Written out here a second time on purpose. */
const LOOKING = [
  'GET /api/tab/summary',
  'GET /api/tab/registrations',
  'GET /api/tab/registrations/:id',
  'GET /api/tab/connectors',
  'GET /api/tab/changes',
  'GET /api/tab/channel',
  'GET /api/tab/runs/:id',
  'GET /api/tab/export/registrations.csv',
  'GET /api/tab/export/registrations.json',
  'GET /api/tab/export/lapses.ics',
  'GET /api/tab/export/evidence',
];
const MANAGING = [
  'PUT /api/tab/channel',
  'POST /api/tab/calendar',
  'POST /api/tab/calendar/revoke',
  'POST /api/tab/runs/:id/approve',
  'POST /api/tab/runs/:id/decline',
  'POST /api/tab/lapses/:id/snooze',
  'POST /api/tab/lapses/:id/unsnooze',
  'POST /api/tab/lapses/:id/not-ours',
  'POST /api/tab/lapses/:id/ours',
];
const SETTING_UP = [
  'POST /api/tab/runs',
  ...[
    'choose',
    'change',
    'adopt',
    'ask-approver',
    'cancel',
    'retry',
    'by-hand',
    'verify-by-hand',
    'validate',
  ],
  ...[
    'tick',
    'renew',
    'add',
    'next-function',
    'remove-old',
    'remake-secret',
    'remove-unclaimed',
    'confirm-sent',
  ],
  ...['sign-in', 'hand-over', 'certificate'],
].map((verb) => (verb.startsWith('POST') ? verb : `POST /api/tab/runs/:id/${verb}`));

/** What each kind of person is answered, where it is not 200. */
const REFUSED: Readonly<Record<Kind, Readonly<Record<'look' | 'setUp' | 'manage', string | null>>>> = {
  global: { look: null, setUp: null, manage: null },
  privileged: { look: null, setUp: null, manage: null },
  application: { look: null, setUp: null, manage: null },
  cloud: { look: null, setUp: null, manage: null },
  developer: { look: null, setUp: null, manage: '403 TAB_ROLE' },
  helper: { look: null, setUp: '403 TAB_ROLE', manage: '403 TAB_ROLE' },
  nobody: { look: null, setUp: '403 TAB_ROLE', manage: '403 TAB_ROLE' },
  guest: { look: '403 TAB_GUEST', setUp: '403 TAB_GUEST', manage: '403 TAB_GUEST' },
  'no consent': { look: null, setUp: '403 TAB_CONSENT_NEEDED', manage: '403 TAB_CONSENT_NEEDED' },
  'more proof': { look: null, setUp: '403 TAB_CLAIMS_NEEDED', manage: '403 TAB_CLAIMS_NEEDED' },
  'gone quiet': { look: null, setUp: '503 TAB_ROLES_UNKNOWN', manage: '503 TAB_ROLES_UNKNOWN' },
  revoked: { look: null, setUp: '401 TAB_TOKEN', manage: '401 TAB_TOKEN' },
};

const BODIES: Partial<Readonly<Record<ApiRequest, unknown>>> = {
  'POST /api/tab/runs': { connectorId: 'nectar-dxp' },
  'POST /api/tab/runs/:id/choose': { values: { name: 'Nectar' } },
  'POST /api/tab/runs/:id/adopt': { appId: 'a', cleanUp: false },
  'POST /api/tab/runs/:id/approve': { planHash: 'h' },
  'POST /api/tab/runs/:id/ask-approver': { approverOid: 'p' },
  'POST /api/tab/runs/:id/decline': { reason: 'No' },
  'POST /api/tab/runs/:id/verify-by-hand': { applicationId: 'a' },
  'POST /api/tab/runs/:id/tick': { itemId: 'i', outcome: 'done' },
  'POST /api/tab/runs/:id/remove-old': { confirmName: 'Nectar DXP Cloud Connector' },
  'POST /api/tab/runs/:id/sign-in': { purpose: 'check' },
  'POST /api/tab/lapses/:id/snooze': { until: '2026-12-01T00:00:00Z', reason: 'Vendor moves' },
  'POST /api/tab/lapses/:id/not-ours': { owner: 'Payroll' },
  'PUT /api/tab/channel': { alerts: true, connectors: null, ladder: null },
};

/** The request about something of that tenant. */
function requestFor(request: ApiRequest, tenantId: string): string {
  const id = request.includes('/lapses/') ? lapseIn(tenantId) : runIn(tenantId);
  const query = request.endsWith('/channel') ? `?id=${encodeURIComponent(channelIn(tenantId))}` : '';
  const poll = request.endsWith('/changes') ? '?since=' : '';
  return request.replace(':id', encodeURIComponent(id)) + query + poll;
}

async function answerTo(kind: Kind, request: ApiRequest, tenantId: string): Promise<string> {
  const response = await site.as(kind, requestFor(request, tenantId), BODIES[request]);
  const text = await response.text();
  if (response.status === 200) return '200';
  return `${response.status} ${(JSON.parse(text) as { error: { code: string } }).error.code}`;
}

/** All that was changed by anybody. */
function done(): readonly string[] {
  return [...site.tabEngine.changes, ...site.alerts.asked, ...site.alerts.places.keys()];
}

const CELLS = [
  ...LOOKING.map((request) => [request, 'look'] as const),
  ...SETTING_UP.map((request) => [request, 'setUp'] as const),
  ...MANAGING.map((request) => [request, 'manage'] as const),
];

test('every request of the API is in the tables above, once', () => {
  const listed = ['GET /api/tab/me', ...CELLS.map(([request]) => request)];
  expect(listed.toSorted()).toEqual([...API_REQUESTS].toSorted());
});

describe.each(Object.keys(KINDS) as Kind[])('%s', (kind) => {
  test.each(CELLS)('%s', async (request, what) => {
    const asked = request as ApiRequest;
    expect(await answerTo(kind, asked, CONTOSO)).toBe(REFUSED[kind][what] ?? '200');
    if (REFUSED[kind][what] !== null) expect(done()).toEqual([]);
  });

  test('GET /api/tab/me says the same beforehand', async () => {
    const response = await site.as(kind, 'GET /api/tab/me');
    if (kind === 'revoked') return expect(response.status).toBe(401);
    const { may, held } = (await response.json()) as { may: object; held: { code: string } | null };
    const { look, setUp, manage } = REFUSED[kind];
    expect(may).toEqual({ see: look === null, setUp: setUp === null, act: manage === null });
    const unknown = ['guest', 'no consent', 'more proof', 'gone quiet'].includes(kind);
    expect(held?.code ?? null).toBe(unknown ? (setUp?.split(' ')[1] ?? null) : null);
  });
});

describe('what is another tenant’s', () => {
  const withIds = API_REQUESTS.filter((request) => request.includes(':id') || request.endsWith('/channel'));

  test.each(withIds)('%s answers as if it were not there, and nothing happens', async (request) => {
    const answer = await answerTo('global', request, FABRIKAM);
    // A channel nobody knows is told to be unknown, so that it can be made known.
    if (request === 'GET /api/tab/channel') expect(answer).toBe('200');
    else expect(answer).toMatch(/^404 (RUN_UNKNOWN|LAPSE_UNKNOWN|TAB_CHANNEL_UNKNOWN)$/);
    expect(done()).toEqual([]);
  });

  test.each(withIds)('%s answers the same for what never was', async (request) => {
    const nowhere = requestFor(request, CONTOSO)
      .replace(encodeURIComponent(runIn(CONTOSO)), 'ffffffff-ffff-4fff-8fff-ffffffffffff')
      .replace(encodeURIComponent(lapseIn(CONTOSO)), 'nothing')
      .replace(encodeURIComponent(channelIn(CONTOSO)), 'nothing');
    const foreign = await site.as('global', requestFor(request, FABRIKAM), BODIES[request]);
    const missing = await site.as('global', nowhere, BODIES[request]);
    const [one, other] = [await foreign.text(), await missing.text()].map((text) =>
      text.replace(/"reference":"[^"]*"/, '').replaceAll(channelIn(FABRIKAM), 'nothing'),
    );
    expect([missing.status, other]).toEqual([foreign.status, one]);
  });

  test.each(API_REQUESTS.filter((request) => request.startsWith('GET')))(
    '%s shows none of it',
    async (request) => {
      const response = await site.as('global', requestFor(request, CONTOSO));
      const text = await response.text();
      for (const foreign of ['Fabrikam', runIn(FABRIKAM), lapseIn(FABRIKAM), FABRIKAM])
        expect(text).not.toContain(foreign);
    },
  );

  test('the same person of the other tenant sees that one’s, and not ours', async () => {
    const token = await site.tokens.of(speaker('global', FABRIKAM));
    const response = await site.send('GET /api/tab/registrations', `Bearer ${token}`);
    const text = await response.text();
    expect(text).toContain('Nectar of Fabrikam');
    expect(text).not.toContain('Contoso');
  });

  test('what one tenant’s person holds is not remembered for the other’s', async () => {
    await site.as('global', 'POST /api/tab/calendar');
    const before = site.asked;
    const token = await site.tokens.of(speaker('global', FABRIKAM));
    await site.send('POST /api/tab/calendar', `Bearer ${token}`);
    expect(site.asked).toBe(before + 1);
  });
});

describe('nobody', () => {
  test.each(API_REQUESTS)('%s without a token is 401, and nothing happens', async (request) => {
    const response = await site.send(requestFor(request, CONTOSO), null, BODIES[request]);
    expect(response.status).toBe(401);
    expect(done()).toEqual([]);
  });
});
