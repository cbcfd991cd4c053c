import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PASSWORD, PRESS, RUN, SECRET, sheetField } from '../../fakes/page-engine.ts';
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

async function page(): Promise<string> {
  return (await site.browser.get(PAGE)).text();
}

/** Words between tags, each once, in order. */
function wordsOf(body: string): string[] {
  return body
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('a vendor that calls things its own names', () => {
  beforeEach(() => {
    site.engine.sheet = {
      fields: [
        sheetField('Tenant ID', '7c9b3f52', { portal: 'Directory (tenant) ID' }),
        sheetField('Client ID', '11111111', { portal: 'Application (client) ID' }),
        sheetField('Client secret', null, { portal: 'Client secret' }),
      ],
    };
  });

  test('S17: the table has exactly its three rows, with the value and the name in Microsoft’s portal', async () => {
    const table = /<table[^]*<\/table>/.exec(await page())?.[0] ?? '';
    const rows = table
      .split('<tr>')
      .slice(1)
      .map((row) => wordsOf(row).filter((one) => one !== 'Copy'));
    expect(rows).toEqual([
      ['Setting', 'Value', 'In Microsoft’s portal'],
      ['Tenant ID', '7c9b3f52', 'Directory (tenant) ID'],
      ['Client ID', '11111111', 'Application (client) ID'],
      ['Client secret', '••••••••••••', 'Reveal once', 'Revealing needs JavaScript.', 'Client secret'],
    ]);
  });

  test('the table’s secret is revealed like any other', async () => {
    const sent = { 'x-registrar-token': await token() };
    const first = await site.browser.post(`${PAGE}/reveal`, undefined, sent);
    expect(await first.json()).toMatchObject({ value: SECRET });
    expect(await page()).toContain('kept nowhere');
  });
});

describe('the first password of a new user', () => {
  const name = 'jtel-presence@contoso.onmicrosoft.com';
  beforeEach(() => {
    site.engine.sheet = {
      fields: [
        sheetField('Secret Value', null),
        sheetField('User email address', name),
        sheetField('User password', 'The one you set at first sign-in; send it yourself', { words: true }),
      ],
      firstPassword: { userPrincipalName: name, state: 'ready' },
    };
  });

  test('is for the admin: in a part of its own, behind a button, and not on the vendor’s sheet', async () => {
    const body = await page();
    expect(body).toContain(`First password of ${name}`);
    expect(body).toContain('For you, not for the vendor; shown once.');
    expect(body).not.toContain(PASSWORD);
    const sheet = await (await site.browser.get(`${PAGE}/sheet.txt`)).text();
    expect(sheet.split('\r\n').slice(2, 5)).toEqual([
      'Secret Value: (not on this sheet)',
      `User email address: ${name}`,
      'User password: The one you set at first sign-in; send it yourself',
    ]);
    expect(sheet).not.toContain('First password');
  });

  test('is revealed once, by a request of its own that leaves the secret alone', async () => {
    const sent = { 'x-registrar-token': await token() };
    const first = await site.browser.post(`${PAGE}/reveal-password`, undefined, sent);
    expect([first.status, await first.json()]).toEqual([200, expect.objectContaining({ value: PASSWORD })]);
    expect(site.engine.calls).not.toContain('reveal');
    expect((await site.browser.post(`${PAGE}/reveal-password`, undefined, sent)).status).toBe(410);
    expect(site.logged.join()).not.toContain(PASSWORD);
    expect(await page()).toContain('If it is lost, reset it in the portal.');
  });

  test('is not shown to another site, without the token, or to whoever follows links', async () => {
    const sent = { 'x-registrar-token': await token() };
    const cross = { ...sent, 'sec-fetch-site': 'cross-site' };
    expect((await site.browser.post(`${PAGE}/reveal-password`, undefined, cross)).status).toBe(403);
    expect((await site.browser.post(`${PAGE}/reveal-password`)).status).toBe(403);
    expect((await site.browser.get(`${PAGE}/reveal-password`)).status).toBe(405);
    expect(site.engine.calls).not.toContain('reveal-password');
  });

  test('that nobody fetched in time is said to be gone', async () => {
    site.engine.sheet = { ...site.engine.sheet, firstPassword: { userPrincipalName: name, state: 'gone' } };
    expect(await page()).toContain('Nobody fetched it in time');
  });

  test('words are for reading: they have no button to copy them', async () => {
    const body = await page();
    expect(body).toContain('aria-label="Copy User email address"');
    expect(body).not.toContain('aria-label="Copy User password"');
  });
});

describe('what has to be done first', () => {
  const item = { kind: 'tick', required: true, state: 'open', by: null, at: null } as const;
  beforeEach(() => {
    site.engine.sheet = {
      warnings: ['Avoid sign-in policies for <this> account.'],
      checklist: [
        { ...item, id: 'first', text: 'Sign in as the new user' },
        { ...item, id: 'later', text: 'Confirm with the vendor', required: false },
        { ...item, id: 'done', text: 'Done before', state: 'done' },
      ],
    };
  });

  test('stands above “I have sent it”, with the vendor’s warnings on the page', async () => {
    const words = wordsOf(await page());
    expect(words).toContain('Avoid sign-in policies for &#60;this&#62; account.');
    expect(words.indexOf('Sign in as the new user')).toBeLessThan(words.indexOf('I have sent it'));
    expect(words).toContain('Confirm with the vendor');
    expect(words).not.toContain('Done before');
  });

  test('keeps it from being finished, in the engine’s words, on the same page', async () => {
    const response = await site.browser.post(`${PAGE}/sent`, form(await token()));
    const body = await response.text();
    expect(response.status).toBe(409);
    expect(body).toContain('One thing must be done first: Sign in as the new user');
    expect(body).toContain('I have sent it');
    expect(await page()).not.toContain('Sent</p>');
  });
});

test('without a credential the page says that there is no secret, and names no end', async () => {
  site.engine.sheet = { fields: [sheetField('Application ID', '1111')], credentialEnds: '' };
  const body = await page();
  expect(body).toContain('There is no secret to send.');
  expect(body).not.toMatch(/The credential expires|make a new one|without the secret/);
  expect(await (await site.browser.get(`${PAGE}/sheet.txt`)).text()).not.toContain('expires');
});

test('with a certificate the page says who holds the key', async () => {
  site.engine.sheet = { fields: [sheetField('Application (client) ID', '1111')] };
  expect(await page()).toContain('There is no secret to send: Nectar holds the key of the certificate.');
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
