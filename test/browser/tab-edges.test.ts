/** The tab where it is configured, where it cannot be shown, and where a sign-in ends. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { FAILED } from '../fakes/tab/failed.ts';
import { browserIfAny } from './stage.ts';
import { beyondFrame, TabStage, teams, violations } from './tab-stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;

inBrowser('the edges of the tab', () => {
  let stage: TabStage;

  beforeAll(async () => {
    if (browser !== null) stage = await TabStage.open(browser);
  });

  beforeEach(() => {
    stage.api.reset();
  });

  afterAll(async () => {
    await stage.close();
    await browser?.close();
  });

  describe('the configuration page', () => {
    const settings = { frame: 'settings', path: '/tab/configure', channelId: '19:c@thread.tacv2' } as const;

    test('saves into the address of the tab, and tells the server', async () => {
      const { page, tab } = await stage.show(settings);
      await tab.getByRole('radio', { name: 'Only these' }).check();
      await page.waitForFunction('teams.valid === false');
      await tab.getByRole('checkbox', { name: 'Nectar DXP' }).check();
      await tab.getByLabel('Days before').fill('30, 7');
      await page.waitForFunction('teams.valid === true');
      await teams(page, "teams.say('settings.save', {})");
      await page.waitForFunction('teams.saved === true');
      expect(await teams(page, 'teams.config')).toMatchObject({
        contentUrl: `${stage.api.url}/tab/?connectors=nectar-dxp&ladder=30,7`,
        websiteUrl: `${stage.api.url}/tab/?connectors=nectar-dxp&ladder=30,7`,
        removeUrl: `${stage.api.url}/tab/remove`,
        entityId: 'registrar-connectors',
        suggestedDisplayName: 'Connectors',
      });
      expect(stage.api.asked).toEqual([
        { what: 'PUT /channel', body: { alerts: true, connectors: ['nectar-dxp'], ladder: [30, 7] } },
      ]);
    });

    test('needs no sign-in, and ends nowhere', async () => {
      stage.api.fail('/', { status: 401, error: { ...FAILED, reason: 'token' } });
      const { page, tab } = await stage.show(settings, { width: 320 });
      await tab.waitForSelector('text=The list of connectors appears after a sign-in.');
      expect(await beyondFrame(tab)).toBe(0);
      await teams(page, "teams.say('settings.save', {})");
      await page.waitForFunction('teams.saved === true');
      expect(await teams(page, 'teams.config.contentUrl')).toBe(`${stage.api.url}/tab/`);
    });

    test('begins with what the tab was set to, when it is configured again', async () => {
      const { page, tab } = await stage.show({ ...settings, tabAddress: '/tab/?connectors=nectar-dxp' });
      await page.waitForFunction('teams.valid === true');
      expect(await tab.getByRole('checkbox', { name: 'Nectar DXP' }).isChecked()).toBe(true);
      expect(await tab.getByRole('checkbox', { name: 'jtel Presence' }).isChecked()).toBe(false);
    });

    describe('once it was saved', () => {
      const SAVED = '/tab/?connectors=nectar-dxp&ladder=30,7';
      const told = 'Saved. The tab shows 1 connector. Warnings come here 30 and 7 days before.';
      const shown = { path: SAVED, channelId: settings.channelId };
      const PUT = 'PUT /channel';

      /** In the window of Teams. */
      async function saved(): Promise<Page> {
        const { page, tab } = await stage.show(settings);
        await tab.getByRole('radio', { name: 'Only these' }).check();
        await tab.getByRole('checkbox', { name: 'Nectar DXP' }).check();
        await tab.getByLabel('Days before').fill('30, 7');
        await page.waitForFunction('teams.valid === true');
        await teams(page, "teams.say('settings.save', {})");
        await page.waitForFunction('teams.saved === true');
        return page;
      }
      const undo = (tab: Frame) => tab.getByRole('button', { name: 'Undo' }).click();

      test('is told in the tab that is shown then, and taken back there: here, in Teams and at the server', async () => {
        const page = await saved();
        const tab = await stage.next(page, shown);
        await tab.waitForSelector(`text=${told}`);
        await tab.waitForSelector('text="3 registrations"');
        await undo(tab);
        await tab.waitForSelector('text=Undone.');
        await tab.waitForSelector('text="12 registrations"');
        expect(await teams(page, 'teams.config.contentUrl')).toBe(`${stage.api.url}/tab/`);
        expect(stage.api.asked.map(({ what }) => what)).toEqual([PUT, PUT]);
        expect(stage.api.asked[1]?.body).toEqual({
          alerts: true,
          connectors: null,
          ladder: null,
          evenLast: true,
        });
      });

      test('the tab tells the server what its window could not', async () => {
        stage.api.fail('/channel', { status: 401, error: { ...FAILED, reason: 'token' } });
        const page = await saved();
        stage.api.fail('/channel', null);
        const tab = await stage.next(page, shown);
        await tab.waitForSelector(`text=${told}`);
        expect(stage.api.asked).toEqual([
          { what: PUT, body: { alerts: true, connectors: ['nectar-dxp'], ladder: [30, 7] } },
        ]);
      });

      test('a channel that cannot be warned, and is not to be, is not spoken of', async () => {
        stage.api.channel = { ...stage.api.channel, known: false, alerts: false };
        const { page, tab } = await stage.show(settings);
        await tab.waitForSelector('text=Registrar was not heard in this channel yet');
        await tab.getByRole('radio', { name: 'Only these' }).check();
        await tab.getByRole('checkbox', { name: 'Nectar DXP' }).check();
        await page.waitForFunction('teams.valid === true');
        await teams(page, "teams.say('settings.save', {})");
        await page.waitForFunction('teams.saved === true');
        const path = '/tab/?connectors=nectar-dxp&alerts=off';
        const next = await stage.next(page, { ...shown, path });
        await next.waitForSelector('text="Saved. The tab shows 1 connector."');
        expect(stage.api.asked).toEqual([]);
      });

      test('what the server refuses is said, and the rest can be taken back', async () => {
        stage.api.fail('/channel', { status: 409, error: FAILED });
        const page = await saved();
        const tab = await stage.next(page, shown);
        await tab.waitForSelector(`text=${FAILED.what}`);
        await undo(tab);
        await tab.waitForSelector('text=Undone.');
        await tab.waitForSelector('text="12 registrations"');
        expect(stage.api.asked).toEqual([]);
      });

      test('a Teams that keeps the tab as it was saved is told of', async () => {
        const page = await saved();
        const tab = await stage.next(page, { ...shown, keeps: true });
        await undo(tab);
        await tab.waitForSelector('text=It is undone here, but Teams keeps the tab as it was saved');
        await tab.waitForSelector('text="12 registrations"');
      });

      test('only the tab that was saved tells it, and once', async () => {
        const page = await saved();
        const other = await stage.next(page, { ...shown, path: '/tab/' });
        await other.waitForSelector('text="12 registrations"');
        const tab = await stage.next(page, shown);
        await tab.waitForSelector('text="3 registrations"');
        expect(await tab.getByRole('button', { name: 'Undo' }).count()).toBe(0);
      });
    });

    test('a ladder that cannot be read is not saved', async () => {
      const { page, tab } = await stage.show(settings);
      await tab.getByLabel('Days before').fill('soon');
      await tab.waitForSelector('text=Whole days from 1 to 365, with commas between them.');
      await page.waitForFunction('teams.valid === false');
    });

    test('removing says what goes and what stays', async () => {
      const { page, tab } = await stage.show({ frame: 'remove', path: '/tab/remove' });
      await tab.waitForSelector('text=Nothing that is registered is touched');
      await page.waitForFunction('teams.valid === true');
      await teams(page, "teams.say('settings.remove', {})");
      await page.waitForFunction('teams.saved === true');
    });

    test('what was set is what the tab shows', async () => {
      const { tab } = await stage.show({ path: '/tab/?connectors=cirrus-connect' });
      await tab.waitForSelector('text="2 registrations"');
      await tab.waitForSelector('text=This tab was set to show 1 connector');
      await tab.waitForSelector('text=nothing lapses');
    });
  });

  describe('a failure', () => {
    /** Otherwise news of the stream may heal the page before the button is pressed. */
    const withoutNews = (): void => stage.api.fail('/changes', { status: 503, error: FAILED });

    test('with nothing to show says what, why and what to do, and heals by itself', async () => {
      stage.api.fail('/summary', { status: 500, error: FAILED });
      stage.api.fail('/registrations', { status: 500, error: FAILED });
      const { page, tab } = await stage.show();
      await tab.waitForSelector('h1:text("The register cannot be read")');
      await tab.waitForSelector('text=Reference a1b2c3d4e5f6');
      const asked = page.waitForRequest('**/api/tab/registrations?*');
      await tab.getByRole('button', { name: 'Try again' }).click();
      await asked;
      stage.api.fail('/summary', null);
      stage.api.fail('/registrations', null);
      stage.api.changed();
      await tab.waitForSelector('text="12 registrations"');
    });

    test('to fetch a part leaves the rest, and the page comes anew once the server answers', async () => {
      const { page } = await stage.show();
      await page.route('**/assets/export-menu-*.js', (route) => route.abort(), { times: 1 });
      const tab = await stage.next(page, {});
      await tab.waitForSelector('text="12 registrations"');
      await tab.getByRole('button', { name: 'Export' }).click();
      await tab.getByRole('menuitem').first().waitFor();
    });

    test('to fetch a page says so, and does not come anew again and again', async () => {
      const { page, tab } = await stage.show();
      const asset = '**/assets/registration-*.js';
      const twice = Promise.withResolvers<void>();
      let asked = 0;
      await page.route(asset, async (route) => {
        asked += 1;
        await route.abort();
        if (asked === 2) twice.resolve();
      });
      await tab.locator('[role=row] a').first().click();
      await twice.promise;
      await tab.waitForSelector('h1:text("A part of this page could not be fetched")');
      await page.unroute(asset);
      await tab.getByRole('button', { name: 'Try again' }).click();
      await tab.waitForSelector('text=Warnings sent');
      expect(asked).toBe(2);
    });

    test('of one part leaves the rest in sight', async () => {
      const { tab } = await stage.show();
      await tab.waitForSelector('text="12 registrations"');
      stage.api.fail('/summary', { status: 500, error: FAILED });
      stage.api.changed();
      await tab.waitForSelector('text=The register cannot be read.');
      await tab.waitForSelector('text=What you see was read just now');
      expect(await tab.locator('[role=row] a').count()).toBe(12);
      stage.api.fail('/summary', null);
    });

    test('for want of consent opens the window in which it is given', async () => {
      withoutNews();
      const consent = `${stage.api.url}/pop-up?hand-over=not`;
      stage.api.fail('/', { status: 403, error: { ...FAILED, reason: 'consent', consent } });
      const { page, tab } = await stage.show();
      await tab.waitForSelector('text=Review and consent');
      stage.api.fail('/', null);
      const opened = page.waitForEvent('popup');
      await tab.getByRole('button', { name: 'Review and consent' }).click();
      expect((await opened).url()).toBe(consent);
      await (await opened).close();
      await tab.waitForSelector('text="12 registrations"');
    });

    test.each(['done', 'closed'] as const)(
      'for want of consent has Teams open what is at an https address, and goes on when it is %s',
      async (ended) => {
        withoutNews();
        const consent = 'https://registrar.example/consent';
        stage.api.fail('/', { status: 403, error: { ...FAILED, reason: 'consent', consent } });
        const { page, tab } = await stage.show();
        await tab.waitForSelector('text=Review and consent');
        stage.api.fail('/', null);
        await teams(page, `teams.popUp = '${ended}'`);
        await tab.getByRole('button', { name: 'Review and consent' }).click();
        await tab.waitForSelector('text="12 registrations"');
        const opened = 'teams.calls.filter(({ func }) => func === "authentication.authenticate")';
        expect(await teams<unknown[]>(page, `${opened}.map(({ args }) => args[0])`)).toEqual([consent]);
      },
    );

    test('for want of a second factor asks Teams for a sign-in that has it', async () => {
      withoutNews();
      const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
      stage.api.fail('/', { status: 403, error: { ...FAILED, reason: 'claims', claims } });
      const { page, tab } = await stage.show();
      await tab.waitForSelector('text=Sign in again');
      stage.api.fail('/', null);
      await tab.getByRole('button', { name: 'Sign in again' }).click();
      await tab.waitForSelector('text="12 registrations"');
      const asked = await teams<unknown[]>(
        page,
        'teams.calls.filter(({ func }) => func === "authentication.getAuthToken").map(({ args }) => args[1])',
      );
      expect(asked.at(-1)).toEqual([claims]);
    });

    test('of a session that ended is mended by a new token, unseen', async () => {
      const { page, tab } = await stage.show();
      await tab.waitForSelector('text="12 registrations"');
      stage.api.bearer = 'another-token';
      await teams(page, "teams.token = 'another-token'");
      stage.api.lines = stage.api.lines.slice(0, 3);
      stage.api.changed();
      await tab.waitForSelector('text="3 registrations"');
    });

    test('of a sign-in that Teams does not give is told with the way on', async () => {
      withoutNews();
      stage.api.bearer = 'of-nobody';
      const { page, tab } = await stage.show();
      await tab.waitForSelector('text=Sign in again');
      await teams(page, 'teams.token = null');
      await tab.getByRole('button', { name: 'Sign in again' }).click();
      await tab.waitForSelector('text=Teams says: CancelledByUser.');
      stage.api.bearer = 'token-of-anna';
      await teams(page, "teams.token = 'token-of-anna'");
      await tab.getByRole('button', { name: 'Sign in again' }).click();
      await tab.waitForSelector('text="12 registrations"');
    });

    test('of an address that leads nowhere', async () => {
      const { tab } = await stage.show({ path: '/tab/#/set-up/nobody-knows' });
      await tab.waitForSelector('h1:text("There is no such set-up")');
      await tab.evaluate("location.hash = '#/nowhere'");
      await tab.waitForSelector('h1:text("There is no such page")');
    });
  });

  test('outside of Teams it says where to open it', async () => {
    const page = await browser!.newPage({ viewport: { width: 320, height: 700 } });
    await page.goto(`${stage.api.url}/tab/`);
    await page.waitForSelector('h1:text("This page belongs in Microsoft Teams")');
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBe(0);
    expect(await violations(page.mainFrame())).toEqual([]);
    await page.close();
  });

  test('a sign-in in a window of its own tells whoever opened it', async () => {
    const page = await browser!.newPage();
    await page.goto(`${stage.api.url}/teams`);
    const heard = page.evaluate<unknown>(
      "new Promise((resolve) => { addEventListener('message', ({ data }) => data.registrar && resolve(data)); open('/tab/signed-in.html?run=abc'); })",
    );
    expect(await heard).toEqual({ registrar: 'signed-in', runId: 'abc' });
    await page.close();
  });
});
