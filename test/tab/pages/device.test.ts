import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { THERE, TYPED } from '../../fakes/page-device.ts';
import { ANNA, PRESS, RUN } from '../../fakes/page-engine.ts';
import { Browser, startPageServer, type PageServer } from '../../fakes/page-server.ts';

const STATE = '1'.padStart(64, '0');
const BEGIN = `/auth/device?press=${PRESS}`;

let site: PageServer;

beforeEach(async () => {
  site = await startPageServer();
});

afterEach(() => site.server.close());

/** From the link to the page with the code. */
async function open(browser: Browser = site.browser): Promise<Response> {
  const begun = await browser.get(BEGIN);
  return browser.get(begun.headers.get('location') ?? '');
}

const fields = (more: Record<string, string> = {}) =>
  new URLSearchParams({ state: STATE, press: PRESS, ...more });
const ask = (browser: Browser = site.browser) => browser.post('/auth/device/poll', fields());

describe('from a link of a card to a code', () => {
  test('the press says who, which set-up and what for; the browser gets a cookie of its own', async () => {
    const response = await site.browser.get(BEGIN);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${BEGIN}&state=${STATE}`);
    expect(site.engine.calls).toEqual([`press ${PRESS}`, `code ${ANNA.oid} ${RUN} check`]);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^registrar-device=[0-9a-f]{64}; Path=\/auth\/device; Max-Age=960; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  test('the page shows the code, where to type it, and who is expected, in which tenant, for what', async () => {
    const response = await open();
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(body).toContain(`id="typed">${TYPED}</p>`);
    expect(body).toContain(`<a href="${THERE}" target="_blank" rel="noopener noreferrer">`);
    expect(body).toContain('<dd>Anna &#60;b&#62;Admin&#60;/b&#62;</dd>');
    expect(body).toContain('<dd>Nectar DXP</dd>');
    expect(body).toMatch(/<dd>Contoso, <code>7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de<\/code><\/dd>/);
    expect(body).toContain('Good until 10:15 UTC');
    expect(body).toContain('data-left="900"');
    expect(body).toContain('data-copy="typed"');
    expect(body).toContain('data-copy-and-open="typed"');
  });

  test('nothing of the page runs but scripts of our own', async () => {
    const body = await (await open()).text();
    expect([...body.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script src="/assets/page.js" defer>',
      '<script type="module" src="/assets/device.js">',
    ]);
    expect(body).not.toMatch(/\son\w+=/);
    const script = await site.browser.get('/assets/device.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
  });

  test('the same page again is the same code, and the link again is another', async () => {
    await open();
    await site.browser.get(`${BEGIN}&state=${STATE}`);
    expect(site.engine.calls.filter((call) => call.startsWith('code'))).toHaveLength(1);
    expect((await site.browser.get(BEGIN)).headers.get('location')).not.toContain(STATE);
  });

  test.each(['', '?press=', '?press=short', `?press=${'x'.repeat(300)}`])(
    'a link cut short (%s) makes no code',
    async (query) => {
      expect((await site.browser.get(`/auth/device${query}`)).status).toBe(400);
      expect(site.engine.calls).toEqual([]);
    },
  );

  test('an old link makes no code and says so', async () => {
    const response = await site.browser.get(`/auth/device?press=${'y'.repeat(40)}`);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('That button is out of date.');
  });
});

describe('the page asks', () => {
  test('and nobody has signed in: when to ask again', async () => {
    await open();
    site.engine.device.nextInSeconds = 7;
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([200, { kind: 'pending', nextInSeconds: 7 }]);
  });

  test('and somebody has: who, and what happens now', async () => {
    await open();
    site.engine.device.ends = 'signed in';
    expect(await (await ask()).json()).toEqual({
      kind: 'signed-in',
      title: 'Signed in as Anna <b>Admin</b>',
      text: 'The set-up of Nectar DXP goes on in the chat. You can close this window.',
    });
  });

  test.each([
    ['SIGNIN_DECLINED', 'The sign-in was cancelled.'],
    ['SIGNIN_CODE_EXPIRED', 'The code is no longer good.'],
    ['SIGNIN_WRONG_PERSON', 'Somebody else signed in.'],
    ['SIGNIN_NOT_PUBLIC', 'Registrar’s application for signing in with a code is not set up correctly.'],
  ] as const)('and it has ended with %s: in words', async (ends, what) => {
    await open();
    site.engine.device.ends = ends;
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: ends, what }),
    ]);
  });

  test('from another browser, and hears nothing', async () => {
    await open();
    const other = new Browser(site.server.url);
    await other.get(BEGIN);
    expect(await (await ask(other)).json()).toMatchObject({ code: 'SIGNIN_STATE' });
    expect((await ask()).status).toBe(200);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin', { origin: 'http://localhost:1' }],
  ])('but not for %s', async (_, headers) => {
    await open();
    for (const path of ['/auth/device', '/auth/device/poll', '/auth/device/cancel'])
      expect((await site.browser.post(path, fields(), headers)).status).toBe(403);
    expect(site.engine.calls.filter((call) => /^(ask|cancel)/.test(call))).toHaveLength(1);
  });

  test.each(['', 'x', 'f'.repeat(65), '<script>'])(
    'and a state made up (%s) reaches nobody',
    async (state) => {
      await open();
      const before = site.engine.calls.length;
      for (const path of ['/auth/device/poll', '/auth/device/cancel', '/auth/device'])
        expect((await site.browser.post(path, fields({ state }))).status).toBe(400);
      expect((await site.browser.get(`${BEGIN}&state=${encodeURIComponent(state)}`)).status).toBe(400);
      expect(site.engine.calls).toHaveLength(before);
    },
  );
});

describe('without scripts', () => {
  const check = () => site.browser.post('/auth/device', fields());

  test('the button asks, and shows the same code while nobody has signed in', async () => {
    await open();
    const response = await check();
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(TYPED);
  });

  test('the button shows who has signed in', async () => {
    await open();
    site.engine.device.ends = 'signed in';
    const body = await (await check()).text();
    expect(body).toContain('Signed in as Anna &#60;b&#62;Admin&#60;/b&#62;');
    expect(body).toContain('You can close this window');
  });

  test('the button tells what ended it, and leads to another code', async () => {
    await open();
    site.engine.device.ends = 'SIGNIN_WRONG_PERSON';
    const response = await check();
    const body = await response.text();
    expect(response.status).toBe(400);
    expect(body).toContain('Somebody else signed in.');
    expect(body).toContain('Bo &#60;i&#62;Builder');
    expect(body).toContain(`<a class="button main" href="${BEGIN}">Start again</a>`);
  });

  test('what did not belong to the code is a failure like any other', async () => {
    await open();
    site.engine.fails = new TypeError('canary');
    const response = await check();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('canary');
  });
});

describe('Cancel', () => {
  test('ends it, says so, and leads to another code', async () => {
    await open();
    const body = await (await site.browser.post('/auth/device/cancel', fields())).text();
    expect(site.engine.calls.at(-1)).toBe(`cancel ${STATE}`);
    expect(body).toContain('The sign-in was cancelled.');
    expect(body).toContain(`href="${BEGIN}">Start again</a>`);
    expect(await (await ask()).json()).toMatchObject({ code: 'SIGNIN_STATE' });
  });

  test('leads nowhere that a form made up', async () => {
    await open();
    const press = 'javascript:alert(1)//long-enough';
    const body = await (await site.browser.post('/auth/device/cancel', fields({ press }))).text();
    expect(body).not.toContain('Start again');
    expect(body).not.toContain('javascript:');
  });
});
