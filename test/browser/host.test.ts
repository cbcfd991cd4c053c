/** The page that plays Teams, with Microsoft's own library in the pages it shows. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { hostRoutes } from '../../src/sandbox/host/index.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startPageServer, type PageServer } from '../fakes/page-server.ts';
import { Pictures } from './pictures.ts';
import { beyondWindow, lowContrast } from './reading.ts';
import { browserIfAny, Stage } from './stage.ts';
import { violations } from './tab-stage.ts';
import { smallTab } from './teams-tab.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;
const CLIENT = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d01';

afterAll(() => browser?.close());

/** Resolves once it is so in the page. The page's policy allows no looking by text from within, so it is one look that stays. */
function until(frame: Frame | Page, condition: string): Promise<unknown> {
  return frame.evaluate(
    `new Promise((done) => { const look = () => ((${condition}) ? done() : setTimeout(look, 10)); look(); })`,
  );
}

inBrowser('a page in the pretend Teams', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registrar-host-page-'));
  const tabFiles = smallTab();
  let cloud: RunningSandbox;
  let site: PageServer;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    cloud = await startSandbox({ dataDir, port: 0, tlsPort: 0 });
    const host = hostRoutes({ cloudUrl: cloud.httpUrl, clientId: CLIENT, chat: null, directoryUrl: null });
    site = await startPageServer({ tabFiles, morePages: host });
  });

  afterAll(async () => {
    await site.server.close();
    await cloud.close();
    for (const folder of [dataDir, tabFiles]) rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    if (browser === null) return;
    context = await browser.newContext({ viewport: { width: 1400, height: 800 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${site.server.url}/host`);
  });

  afterEach(() => context.close());

  /** The frame of that address, once its page says this. */
  async function shown(path: string, words: string): Promise<Frame> {
    await page.frameLocator(`iframe[src*="${path}"]`).getByText(words).waitFor();
    const frame = page.frames().find((one) => one !== page.mainFrame() && one.url().includes(path));
    if (frame === undefined) throw new RangeError(`No frame shows ${path}.`);
    return frame;
  }

  const asAnna = 'content default anna@contoso.example';

  test('starts, and knows the person, the place and the theme', async () => {
    const frame = await shown('/tab', asAnna);
    expect(await frame.evaluate('context.user.tenant.id')).toBe(cloud.sandbox.world.tenantId);
    expect(await frame.evaluate('microsoftTeams.dialog.url.isSupported()')).toBe(true);
    expect(await frame.evaluate('microsoftTeams.geoLocation.isSupported()')).toBe(false);
  });

  test('gets the theme as it changes, without being loaded anew', async () => {
    const frame = await shown('/tab', asAnna);
    await page.getByText('Dark', { exact: true }).click();
    await page.getByText('Contrast', { exact: true }).click();
    await until(frame, 'seen.length === 2');
    expect(await frame.evaluate('seen')).toEqual(['dark', 'contrast']);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('contrast');
  });

  test('gets a token of whoever sits before it', async () => {
    const oidOf = async (frame: Frame): Promise<unknown> => {
      const token = await frame.evaluate<string>('microsoftTeams.authentication.getAuthToken()');
      return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { oid: unknown })
        .oid;
    };
    const people = Object.values(cloud.sandbox.world.users);
    const idOf = (key: string): unknown => people.find((user) => user._persona === key)?.id;
    expect(await oidOf(await shown('/tab', asAnna))).toBe(idOf('anna'));
    await page.locator('#person').selectOption('uma');
    expect(await oidOf(await shown('/tab', 'uma@contoso.example'))).toBe(idOf('uma'));
  });

  test('is configured in a channel, stays so, and is taken away again', async () => {
    await page.getByText('Channel', { exact: true }).click();
    await page.getByRole('button', { name: 'Add the tab' }).click();
    await shown('/tab/configure', 'settings default');
    await page.getByRole('button', { name: 'Save' }).click();
    await shown('/tab?alerts=off', 'Connectors');
    await page.reload();
    const frame = await shown('/tab?alerts=off', 'Connectors');
    expect(await frame.evaluate('context.page.id')).toBe('register-1');

    await page.getByRole('button', { name: 'Remove' }).click();
    await shown('/tab/remove', 'remove default');
    await page.locator('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('has no tab yet').waitFor();
  });

  test('opens a window to sign in, and hears how it ended', async () => {
    const frame = await shown('/tab', asAnna);
    const ask = (path: string): string =>
      `microsoftTeams.authentication.authenticate({ url: 'https://' + location.host + '${path}' })`;
    expect(await frame.evaluate(ask('/tab/sign-in'))).toBe('run-7');
    const opened = context.waitForEvent('page');
    const closed = frame.evaluate(`${ask('/tab/nothing')}.catch((error) => error.message)`);
    await (await opened).close();
    expect(await closed).toBe('CancelledByUser');
  });

  test('opens a dialog, talks to it, and gets what was submitted, or that it was closed', async () => {
    const frame = await shown('/tab', asAnna);
    const open = `microsoftTeams.dialog.url.open(
      { url: location.origin + '/tab/dialog', title: 'Hand over', size: { width: 'medium', height: 320 } },
      (response) => seen.push(response), (message) => seen.push(message))`;
    await frame.evaluate(open);
    const inside = await shown('/tab/dialog', 'task default');
    await until(frame, 'seen.length === 1');
    await frame.evaluate(`microsoftTeams.dialog.url.parentCommunication.sendMessageToDialog('Hello')`);
    await until(inside, 'seen.length === 1');
    expect(await page.locator('dialog iframe').evaluate((box) => box.getBoundingClientRect().width)).toBe(
      500,
    );
    await inside.evaluate(`microsoftTeams.dialog.url.submit('sent')`);
    await until(frame, 'seen.length === 2');
    await frame.evaluate(open);
    await page.getByRole('button', { name: 'Close' }).click();
    await until(frame, 'seen.some((one) => one.err !== undefined && one.err !== null)');
    expect(await frame.evaluate('seen.filter((one) => one !== "I am here")')).toEqual([
      { err: null, result: 'sent' },
      { err: 'User cancelled/closed the task module.', result: undefined },
    ]);
  });

  test('follows a link within the app, keeps its place after it, and refuses one that leads nowhere', async () => {
    const frame = await shown('/tab', asAnna);
    const context = encodeURIComponent(JSON.stringify({ subEntityId: 'registration/7' }));
    const link = `https://teams.microsoft.com/l/entity/app/register?context=${context}`;
    await frame.evaluate(`void microsoftTeams.app.openLink('${link}')`);
    const next = await shown('/tab', `${asAnna} registration/7`);
    expect(
      await next.evaluate(`microsoftTeams.app.openLink('javascript:0').catch((e) => e.message)`),
    ).toContain('opens no javascript:');
  });

  test('shows at once what a link to this window asks for', async () => {
    await page.goto(`${site.server.url}/host?page=set-up/7`);
    await shown('/tab', `${asAnna} set-up/7`);
  });

  test('copies through Teams where the browser would not let it', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const frame = await shown('/tab', asAnna);
    await frame.locator('p').click();
    await frame.evaluate(`microsoftTeams.clipboard.write(new Blob(['Tür'], { type: 'text/plain' }))`);
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Tür');
  });

  test('has a frame around it that axe-core has nothing against, with and without a dialog', async () => {
    const frame = await shown('/tab', asAnna);
    expect(await violations(page.mainFrame())).toEqual([]);
    await frame.evaluate(
      `microsoftTeams.dialog.url.open({ url: location.origin + '/tab/dialog', title: 'Hand over' })`,
    );
    await shown('/tab/dialog', 'task default');
    expect(await violations(page.mainFrame())).toEqual([]);
  });

  test('of another site is not listened to', async () => {
    await shown('/tab', asAnna);
    const said = await page.evaluate<number>(`new Promise((done) => {
      let answers = 0;
      addEventListener('message', ({ data }) => { if (data.args) answers += 1; });
      postMessage({ id: 1, func: 'authentication.getAuthToken', args: [] }, '*');
      setTimeout(() => done(answers - 1), 200);
    })`);
    expect(said).toBe(0);
  });
});

inBrowser('everything in one window', () => {
  const pictures = new Pictures();
  let stage: Stage;

  beforeAll(async () => {
    if (browser !== null) stage = await Stage.open(browser);
  }, 60_000);

  afterAll(async () => {
    await stage.close();
    pictures.forget();
  });

  async function openHost(width = 1600): Promise<Page> {
    const page = await (await stage.context({ viewport: { width, height: 1000 } })).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${stage.productUrl}/host`);
    return page;
  }

  test('has the chat beside the tab, and the chat is the real one', async () => {
    const page = await openHost();
    const chat = page.frameLocator('#chat');
    await chat.getByText('Log Panel').waitFor();
    await chat.getByRole('textbox').last().click();
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await chat.locator('.ac-adaptiveCard').last().waitFor();
    await chat.getByTitle('Hide log panel').click();
    await page.frameLocator('#screen iframe').getByRole('heading').first().waitFor();
    await pictures.take(page, 'host');
    await page.context().close();
  });

  test('the tab moves with what is typed in the chat, and leads back to it', async () => {
    const page = await openHost();
    const [chat, tab] = [page.frameLocator('#chat'), page.frameLocator('#screen iframe')];
    await tab.getByText('No connector is registered yet').waitFor();
    await chat.getByText('Log Panel').waitFor();
    await chat.getByRole('textbox').last().click();
    await page.keyboard.type('set up Nectar connector');
    await page.keyboard.press('Enter');
    await chat.getByText('Choose what it may see.').waitFor();
    await tab.getByRole('link', { name: 'Nectar DXP' }).waitFor();
    await tab.getByText('Under way').first().waitFor();
    await chat.getByTitle('Hide log panel').click();
    await pictures.take(page, 'tab-live');
    await tab.getByRole('link', { name: 'Back to the chat' }).click();
    await until(page, "document.activeElement?.id === 'chat'");
    await page.context().close();
  });

  test.each([320, 768, 1600])(
    'fits a window %i wide, and shows chat or tab where there is room for one',
    async (width) => {
      const page = await openHost(width);
      expect(await beyondWindow(page, width)).toBeLessThanOrEqual(0);
      if (width < 960) {
        await page.getByText('Tab', { exact: true }).last().click();
        expect(await page.locator('#chat-pane').isVisible()).toBe(false);
        expect(await page.locator('#tab-pane').isVisible()).toBe(true);
      }
      await page.context().close();
    },
  );

  test.each(['Light', 'Dark', 'Contrast'])('can be read when it is %s', async (theme) => {
    const page = await openHost();
    await page.getByText(theme, { exact: true }).click();
    expect(await lowContrast(page)).toEqual([]);
    await page.context().close();
  });

  test('is turned by keyboard, and shows where the keyboard is', async () => {
    const page = await openHost();
    await page.locator('#theme :checked').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px');
    await page.context().close();
  });
});
