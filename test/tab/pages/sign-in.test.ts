import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ANNA, PRESS, RUN } from '../../fakes/page-engine.ts';
import { Browser, startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;

beforeEach(async () => {
  site = await startPageServer();
});

afterEach(() => site.server.close());

function stateOf(response: Response): string {
  return new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? '';
}

describe('from a link of a card to Entra', () => {
  test('the press says who, which set-up and what for; the browser gets a cookie no script can read', async () => {
    const response = await site.browser.get(`/auth/start?press=${PRESS}`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^https:\/\/localhost:3980\/authorize/);
    expect(site.engine.calls).toEqual([`press ${PRESS}`, `begin ${ANNA.oid} ${RUN} check`]);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^registrar-browser=[0-9a-f]{64}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('the hand-over always asks for a sign-in of its own', async () => {
    await site.browser.get(`/handover/start?press=${PRESS}`);
    expect(site.engine.calls.at(-1)).toBe(`begin ${ANNA.oid} ${RUN} hand-over`);
  });

  test.each(['', '?press=', '?press=short', `?press=${'x'.repeat(300)}`, '?press=<script>alert(1)</script>'])(
    'a link cut short or made up (%s) begins nothing',
    async (query) => {
      const response = await site.browser.get(`/auth/start${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('<script>alert');
      expect(site.engine.calls).toEqual([]);
    },
  );

  test('an old link says so in words', async () => {
    const response = await site.browser.get(`/auth/start?press=${'y'.repeat(40)}`);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('That button is out of date.');
  });

  test('where to go afterwards cannot be asked for', async () => {
    const target = encodeURIComponent('https://evil.example/');
    const query = ['redirect_uri', 'returnUrl', 'next', 'url'].map((name) => `${name}=${target}`).join('&');
    const response = await site.browser.get(`/auth/start?press=${PRESS}&${query}`);
    expect(response.headers.get('location')).not.toContain('evil');
  });
});

describe('back from Entra', () => {
  test('with a code: who is signed in, escaped, and the window can be closed', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const response = await site.browser.get(`/auth/callback?code=canary-code&state=${state}&session_state=x`);
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(body).toContain('Signed in as Anna &#60;b&#62;Admin&#60;/b&#62;');
    expect(body).toContain('You can close this window');
    expect(body).not.toContain('canary-code');
  });

  test('two sign-ins under way in one browser do not disturb each other', async () => {
    const first = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const second = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    for (const state of [first, second]) {
      expect((await site.browser.get(`/auth/callback?code=c&state=${state}`)).status).toBe(200);
    }
  });

  test('a hand-over that is opened meanwhile does not disturb a sign-in', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const handOver = stateOf(await site.browser.get(`/handover/start?press=${PRESS}`));
    for (const one of [state, handOver]) {
      expect((await site.browser.get(`/auth/callback?code=c&state=${one}`)).status).toBe(200);
    }
  });

  test('in another browser it counts for nothing', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const other = new Browser(site.server.url);
    expect((await other.get(`/auth/callback?code=c&state=${state}`)).status).toBe(409);
  });

  test('twice it counts once', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    await site.browser.get(`/auth/callback?code=c&state=${state}`);
    expect((await site.browser.get(`/auth/callback?code=c&state=${state}`)).status).toBe(409);
  });

  test('with an error: it reaches the engine, its description only as text', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const description = encodeURIComponent('AADSTS65004: <img src=x onerror=alert(1)>');
    const query = `error=access_denied&error_description=${description}&state=${state}`;
    const response = await site.browser.get(`/auth/callback?${query}`);
    expect(site.engine.calls.at(-1)).toBe(`finish ${state} error=access_denied`);
    expect(await response.text()).not.toContain('<img src=x');
  });

  test.each([
    '',
    'code=c',
    'state=s',
    'error=access_denied',
    'code=c&error=access_denied&state=s',
    'code=&state=s',
    `code=${'c'.repeat(7_000)}&state=s`,
    `code=${'c'.repeat(10_000)}&state=s`,
    `code=c&state=${'s'.repeat(10_000)}`,
    'admin_consent=True&tenant=common&state=s',
    'code=c&state=s&iss=https%3A%2F%2Flogin.evil.example%2Ft%2Fv2.0',
    'code=c&state=s&iss=nonsense',
    'admin_consent=True&tenant=common',
  ])('an answer that is not whole reaches nobody: %.60s', async (query) => {
    const response = await site.browser.get(`/auth/callback?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('HTTP_SIGN_IN_ANSWER');
    expect(site.engine.calls).toEqual([]);
  });

  test('a forged answer does not use up the state of a real one', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    for (const forged of [
      `admin_consent=True&tenant=common&state=${state}`,
      `code=c&error=access_denied&state=${state}`,
      `code=c&state=${state}&iss=https%3A%2F%2Flogin.evil.example%2Ft%2Fv2.0`,
    ])
      expect((await site.browser.get(`/auth/callback?${forged}`)).status).toBe(400);
    expect((await site.browser.get(`/auth/callback?code=c&state=${state}`)).status).toBe(200);
  });

  test('an issuer of the sign-in service itself is taken', async () => {
    const state = stateOf(await site.browser.get(`/auth/start?press=${PRESS}`));
    const issuer = encodeURIComponent(`https://localhost:3980/${ANNA.tenantId}/v2.0`);
    expect((await site.browser.get(`/auth/callback?code=c&state=${state}&iss=${issuer}`)).status).toBe(200);
  });
});
