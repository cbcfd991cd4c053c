/** Set-ups by the tab: what reaches the engine, what is refused before it, and the pop-ups. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTabSite, type TabSite } from '../../fakes/tab-site.ts';
import { Browser } from '../../fakes/page-server.ts';
import { CONTOSO, runIn } from '../../fakes/tab-world.ts';

let site: TabSite;
beforeAll(async () => {
  site = await startTabSite();
});
beforeEach(() => {
  site.tabEngine.changes.length = 0;
});
afterAll(() => site.server.close());

const RUN = runIn(CONTOSO);
const NAME = 'Nectar DXP Cloud Connector';

/** As much of an answer as is looked at here. */
interface Answered {
  readonly runId: string;
  readonly url: string;
  readonly error: { readonly code: string; readonly why: string };
}

async function post(verb: string, body?: unknown, on: TabSite = site) {
  const response = await on.as('global', `POST /api/tab/runs/${RUN}/${verb}`, body);
  return { status: response.status, body: (await response.json()) as Answered };
}

describe('each verb is one method of the engine', () => {
  test.each<[string, unknown, string, readonly unknown[]]>([
    [
      'choose',
      { values: { name: 'N', 'permission:CallRecords.Read.All': 'on' } },
      'choose',
      [{ name: 'N', 'permission:CallRecords.Read.All': 'on' }],
    ],
    ['change', {}, 'change', []],
    ['adopt', { appId: 'a', cleanUp: true }, 'adopt', ['a', true]],
    ['approve', { planHash: 'h' }, 'approve', ['h', null]],
    ['approve', { planHash: 'h', confirmName: 'N' }, 'approve', ['h', 'N']],
    ['ask-approver', { approverOid: 'p' }, 'askApprover', ['p']],
    ['decline', { reason: 'Not now' }, 'decline', ['Not now']],
    ['cancel', {}, 'cancel', []],
    ['retry', {}, 'retry', []],
    ['verify-by-hand', { applicationId: 'a' }, 'verifyByHand', ['a', null]],
    ['validate', {}, 'validate', []],
    ['tick', { itemId: 'i', outcome: 'undo' }, 'tick', ['i', 'undo']],
    ['renew', {}, 'renew', ['{"kind":"tab"}']],
    ['add', {}, 'startFrom', ['add', '{"kind":"tab"}']],
    ['next-function', {}, 'startFrom', ['next-function', '{"kind":"tab"}']],
    ['remove-old', { confirmName: ` ${NAME} ` }, 'removeOld', []],
    ['confirm-sent', {}, 'confirmSent', []],
    ['remake-secret', {}, 'remakeSecret', []],
    ['remove-unclaimed', {}, 'removeUnclaimed', []],
  ])('%s %j', async (verb, body, method, given) => {
    const answer = await post(verb, body);
    expect([answer.status, answer.body.runId]).toEqual([200, RUN]);
    expect(site.tabEngine.changes).toEqual([`${method} ${RUN} global ${JSON.stringify(given)}`]);
  });

  test('a set-up begins with a connector that there is', async () => {
    const begun = await site.as('developer', 'POST /api/tab/runs', { connectorId: 'nectar-dxp' });
    expect([begun.status, site.tabEngine.changes.length]).toEqual([200, 1]);
    const unknown = await site.as('developer', 'POST /api/tab/runs', { connectorId: 'necter' });
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      expect.objectContaining({ error: expect.objectContaining({ code: 'TAB_CONNECTOR_UNKNOWN' }) }),
    ]);
  });
});

test('what cannot be taken back needs the registration’s name, as it is', async () => {
  for (const confirmName of ['', 'Nectar', NAME.toLowerCase()]) {
    const { status, body } = await post('remove-old', { confirmName });
    expect([status, body.error.code]).toEqual([409, 'TAB_NAME_WRONG']);
  }
  expect(site.tabEngine.changes).toEqual([]);
});

describe('refused before the engine hears of it', () => {
  test.each<[string, string, unknown, string]>([
    ['a key nobody knows', 'cancel', { force: true }, 'force'],
    ['a key nobody knows beside others', 'approve', { planHash: 'h', as: 'anna' }, 'as'],
    ['a missing key', 'adopt', { appId: 'a' }, 'cleanUp'],
    ['a number for text', 'decline', { reason: 7 }, 'reason'],
    ['text for a yes', 'adopt', { appId: 'a', cleanUp: 'yes' }, 'cleanUp'],
    ['a list for text', 'choose', { values: { name: ['N'] } }, 'values.name'],
    ['a list for all of it', 'cancel', [], 'it'],
    ['nothing', 'cancel', 'null', 'it'],
    ['a word that is none of them', 'tick', { itemId: 'i', outcome: 'maybe' }, 'outcome'],
    ['a word for a yes', 'sign-in', { purpose: 'check', withCode: 'yes' }, 'withCode'],
    ['a purpose that is not for a pop-up', 'sign-in', { purpose: 'hand-over' }, 'purpose'],
    ['a text of a megabyte short of that', 'decline', { reason: 'x'.repeat(60_000) }, 'reason'],
  ])('%s', async (_, verb, sent, field) => {
    const { status, body } = await post(verb, sent);
    expect([status, body.error.code]).toEqual([400, 'TAB_BODY']);
    expect(body.error.why).toContain(`“${field}”`);
    expect(site.tabEngine.changes).toEqual([]);
  });

  test.each([
    ['no JSON', '{"a":'],
    ['a number alone', '7'],
    ['empty', ''],
  ])('what is no object: %s', async (_, text) => {
    const { status } = await post('cancel', text);
    expect(status).toBe(400);
    expect(site.tabEngine.changes).toEqual([]);
  });

  test('keys of a prototype are no fields, and change no other object', async () => {
    const { status } = await post('choose', '{"values":{"__proto__":"x","constructor":"y"}}');
    expect(status).toBe(400);
    expect(({} as { x?: string }).x).toBeUndefined();
    expect(site.tabEngine.changes).toEqual([]);
  });

  test('100,000 brackets', async () => {
    expect((await post('cancel', '['.repeat(60_000))).status).toBe(400);
  });

  test('more than 64 KB, another type, or a form', async () => {
    expect((await post('decline', { reason: 'x'.repeat(70_000) })).status).toBe(413);
    const token = await site.tokens.of({ oid: 'x', displayName: 'global', tenantId: CONTOSO });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      const response = await fetch(`${site.server.url}/api/tab/runs`, {
        method: 'POST',
        headers,
        body: '{}',
      });
      expect(response.status).toBe(415);
    }
  });

  test('what was sent is never said back', async () => {
    const { body } = await post('approve', { planHash: { canary: 'canary-value' } });
    expect(JSON.stringify(body)).not.toContain('canary');
  });

  test('a path or a method that the API has not, told in its own way', async () => {
    for (const request of ['GET /api/tab/nothing', `POST /api/tab/runs/${RUN}/destroy`, 'PUT /api/tab/me']) {
      const response = await site.as('global', request);
      expect([404, 405]).toContain(response.status);
      expect(Object.keys((await response.json()) as object).sort()).toEqual(['error', 'reference']);
    }
  });
});

describe('a pop-up', () => {
  const signIn = async (on: TabSite): Promise<string> =>
    (await post('sign-in', { purpose: 'check' }, on)).body.url;
  const opened = (on: TabSite, url: string) => {
    const browser = new Browser(on.server.url);
    return { browser, open: (path: string) => browser.get(path.replace(on.server.url, '')), url };
  };

  test('leads to Entra for that person and set-up, and knows who opened it', async () => {
    const { open, url } = opened(site, await signIn(site));
    expect(url).toMatch(/\/auth\/start\?press=tab~[0-9a-f]{64}$/);
    const response = await open(url);
    expect(response.status).toBe(303);
    expect(response.headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
    expect(site.tabEngine.changes).toEqual([`beginSignIn ${RUN} global ["check"]`]);
  });

  test('with a code leads to the page that makes one', async () => {
    const { body } = await post('sign-in', { purpose: 'check', withCode: true });
    expect(body.url).toMatch(/\/auth\/device\?press=tab~[0-9a-f]{64}$/);
  });

  test('comes back to a page that tells whoever opened it, and closes', async () => {
    const { open, url } = opened(site, await signIn(site));
    await open(url);
    const response = await open(`/auth/callback?code=c&state=state-${RUN}`);
    const body = await response.text();
    expect(response.headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
    expect(body).toContain(`data-signed-in="${RUN}"`);
    expect(body).toContain('<script type="module" src="/assets/signed-in.js">');
    expect(body).not.toMatch(/<script>(?!<)/);
  });

  test('comes back to the tab’s own last page where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'registrar-tab-'));
    await writeFile(join(folder, 'signed-in.html'), '<!doctype html>');
    const built = await startTabSite({ tabFiles: folder });
    const { open, url } = opened(built, await signIn(built));
    await open(url);
    const response = await open(`/auth/callback?code=c&state=state-${RUN}`);
    expect(response.headers.get('location')).toBe(`/tab/signed-in.html?run=${RUN}`);
    await built.server.close();
    await rm(folder, { recursive: true });
  });

  test('ends after ten minutes', async () => {
    const { open, url } = opened(site, await signIn(site));
    site.clock.advance(10 * 60_000);
    const response = await open(url);
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('out of date')]);
  });

  test('that was made up leads nowhere', async () => {
    const response = await opened(site, '').open(`/auth/start?press=tab~${'0'.repeat(64)}`);
    expect(response.status).toBe(409);
  });

  test('for a certificate is the page that takes it, and does not part from the tab', async () => {
    const { body } = await post('certificate');
    const response = await opened(site, '').open(body.url);
    const policy = response.headers.get('cross-origin-opener-policy');
    expect([response.status, policy]).toEqual([200, 'unsafe-none']);
    expect(await response.text()).toContain('The certificate for');
  });

  test('for the hand-over asks for a sign-in of its own', async () => {
    const { body } = await post('hand-over');
    const { open } = opened(site, '');
    await open(body.url);
    expect(site.tabEngine.changes).toEqual([`beginSignIn ${RUN} global ["hand-over"]`]);
  });
});

test('where an administrator consents: at Entra, for a tenant that is served', async () => {
  const refused = await site.as('no consent', 'POST /api/tab/calendar');
  const { error } = (await refused.json()) as { error: { reason: string; consent: string } };
  expect(error.reason).toBe('consent');
  const answer = await fetch(error.consent, { redirect: 'manual' });
  const there = new URL(answer.headers.get('location') ?? '');
  expect(there.origin + there.pathname).toBe(`https://localhost:3980/${CONTOSO}/v2.0/adminconsent`);
  expect(there.searchParams.get('redirect_uri')).toBe(`${site.server.url}/auth/consented`);
  expect(there.searchParams.get('scope')).toBe('https://graph.microsoft.com/User.Read');
  for (const tenant of ['', 'common', '33333333-3333-4333-8333-333333333333']) {
    const foreign = await fetch(`${site.server.url}/auth/consent?tenant=${tenant}`, { redirect: 'manual' });
    expect(foreign.status).toBe(400);
  }
});
