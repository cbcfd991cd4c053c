import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PRESS, RUN, SECRET } from '../../fakes/page-engine.ts';
import { Browser, startPageServer, type PageServer } from '../../fakes/page-server.ts';

const PAGE = `/handover/${RUN}`;
let site: PageServer;
let callback: Response;

beforeEach(async () => {
  site = await startPageServer();
  const started = await site.browser.get(`/handover/start?press=${PRESS}`);
  const state = new URL(started.headers.get('location') ?? '').searchParams.get('state');
  callback = await site.browser.get(`/auth/callback?code=c&state=${state}`);
  site.engine.calls.length = 0;
});

afterEach(() => site.server.close());

async function token(): Promise<string> {
  const body = await (await site.browser.get(PAGE)).text();
  return (
    /data-token="([0-9a-f]{64})"|name="token" value="([0-9a-f]{64})"/.exec(body)?.slice(1).find(Boolean) ??
    'none'
  );
}

function form(sent: string): URLSearchParams {
  return new URLSearchParams({ token: sent });
}

describe('after the sign-in', () => {
  test('the page opens by itself, under a cookie for it alone', async () => {
    expect(await callback.text()).toContain(`content="0;url=${PAGE}"`);
    expect(callback.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^registrar-hand-over=[0-9a-f]{64}; Path=\/handover; Max-Age=600; HttpOnly; SameSite=Strict$/,
      ),
    ]);
  });

  test('it shows the vendor’s labels in the vendor’s order, and no secret', async () => {
    const body = await (await site.browser.get(PAGE)).text();
    const labels = [...body.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, label]) => label);
    expect(labels).toEqual(['Application (client) ID', 'Client secret value', 'Directory (tenant) ID']);
    expect(body).toContain('11111111-2222-4333-8444-555555555555');
    expect(body).toContain('Opened 10:00 UTC by Anna &#60;b&#62;Admin');
    expect(body).toMatch(/expires\s+21 Nov 2027/);
    expect(body).not.toContain(SECRET);
  });
});

describe('who may see it', () => {
  test('nobody without the cookie, for another run, or after ten minutes', async () => {
    expect((await new Browser(site.server.url).get(PAGE)).status).toBe(401);
    expect((await site.browser.get('/handover/1b2c3d4e-0000-4000-8000-000000000002')).status).toBe(401);
    site.clock.advance(10 * 60_000);
    expect((await site.browser.get(PAGE)).status).toBe(401);
    expect(site.engine.calls).toEqual([]);
  });
});

describe('the secret', () => {
  test('is shown once; the second time is 410', async () => {
    const sent = { 'x-registrar-token': await token() };
    const first = await site.browser.post(`${PAGE}/reveal`, undefined, sent);
    expect([first.status, ((await first.json()) as { value: string }).value]).toEqual([200, SECRET]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const second = await site.browser.post(`${PAGE}/reveal`, undefined, sent);
    expect(second.status).toBe(410);
    expect(await second.json()).toMatchObject({ code: 'HANDOVER_ALREADY_REVEALED' });
    expect(site.logged.join()).not.toContain(SECRET);
    expect(await (await site.browser.get(PAGE)).text()).toContain('kept nowhere');
  });

  test('is not used up by following links', async () => {
    expect((await site.browser.get(`${PAGE}/reveal`)).status).toBe(405);
    await site.browser.get(PAGE);
    expect(site.engine.calls).not.toContain('reveal');
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a site beside ours', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['nobody says where', { origin: 'null', 'sec-fetch-site': '' }],
  ])('is not shown to %s, even with everything else right', async (_, headers) => {
    const all = { 'x-registrar-token': await token(), ...headers };
    const response = await site.browser.post(`${PAGE}/reveal`, undefined, all);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'HTTP_CROSS_SITE' }),
    ]);
    expect(site.engine.calls).not.toContain('reveal');
  });

  test.each([undefined, '', 'f'.repeat(64)])(
    'is not shown without the page’s own token (%s)',
    async (sent) => {
      const headers = sent === undefined ? {} : { 'x-registrar-token': sent };
      expect((await site.browser.post(`${PAGE}/reveal`, undefined, headers)).status).toBe(403);
      expect(site.engine.calls).not.toContain('reveal');
    },
  );
});

describe('the rest of the page', () => {
  test('the sheet to keep has every value but the secret', async () => {
    const response = await site.browser.get(`${PAGE}/sheet.txt`);
    const text = await response.text();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="hand-over-1b2c3d4e.txt"');
    expect(text).toContain('Application (client) ID: 11111111-2222-4333-8444-555555555555');
    expect(text).toContain('Client secret value: (not on this sheet)');
    expect(text).not.toContain(SECRET);
  });

  test('“I have sent it” comes back to the page, which then says Sent', async () => {
    const response = await site.browser.post(`${PAGE}/sent`, form(await token()));
    expect([response.status, response.headers.get('location')]).toEqual([303, PAGE]);
    expect(await (await site.browser.get(PAGE)).text()).toContain('Sent');
  });

  test('a browser that hides where a form came from is believed when it says same-origin', async () => {
    const response = await site.browser.post(`${PAGE}/sent`, form(await token()), { origin: 'null' });
    expect(response.status).toBe(303);
  });

  test('a new secret can be asked for', async () => {
    const response = await site.browser.post(`${PAGE}/remake`, form(await token()));
    expect(await response.text()).toContain('A new secret is being made');
    expect(site.engine.calls).toContain('remake');
  });

  test.each(['sent', 'remake'])('%s without the token, or from elsewhere, does nothing', async (action) => {
    const good = await token();
    expect((await site.browser.post(`${PAGE}/${action}`, form('f'.repeat(64)))).status).toBe(403);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await site.browser.post(`${PAGE}/${action}`, form(good), elsewhere)).status).toBe(403);
    const twice = new URLSearchParams([
      ['token', good],
      ['token', good],
    ]);
    expect((await site.browser.post(`${PAGE}/${action}`, twice)).status).toBe(400);
    expect(site.engine.calls).not.toContain(action);
  });
});
