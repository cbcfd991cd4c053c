/** The pages behind a person's own link: a plan, a hand-over, a code. At every width, in every light, by keyboard. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ADDING, CLEANING_UP } from '../fakes/other-views.ts';
import { PRESS, sheetField } from '../fakes/page-engine.ts';
import { startPageServer, type PageServer } from '../fakes/page-server.ts';
import { PHASE_VIEWS } from '../fakes/run-views.ts';
import { beyondWindow, lowContrast, unseenStops } from './reading.ts';
import { browserIfAny } from './stage.ts';
import { violations } from './tab-stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;

const NAME = 'jtel-presence@contoso.onmicrosoft.com';
const ID = '11111111-2222-4333-8444-555555555555';
const TASK = { kind: 'tick', state: 'open', by: null, at: null } as const;

/** Something to do first, words for a value, and a secret. */
const AS_JTEL = {
  to: 'the person who sets up the connector',
  fields: [
    sheetField('Application (client) ID', ID),
    sheetField('Secret Value', null),
    sheetField('User email address', NAME),
    sheetField('User password', 'the one you set at first sign-in; send it yourself', { words: true }),
  ],
  firstPassword: { userPrincipalName: NAME, state: 'ready' },
  warnings: ['The password may expire.'],
  checklist: [
    { ...TASK, id: 'first', text: 'Sign in as the account once.', required: true },
    { ...TASK, id: 'later', text: 'Enter both in the jtel Teams Presence Aggregator.', required: false },
  ],
} as const;

/** Names of the vendor's own beside those of the portal. */
const AS_SAAS = {
  fields: [
    sheetField('Client ID', ID, { portal: 'Application (client) ID' }),
    sheetField('Client secret', null, { portal: 'Client secret' }),
  ],
} as const;

inBrowser('the pages behind a person’s own link', () => {
  let site: PageServer;

  beforeAll(async () => {
    site = await startPageServer();
  });

  afterAll(async () => {
    await site.server.close();
    await browser?.close();
  });

  /** As after a sign-in, which is somebody else's page. */
  async function handOver(page: Page, sheet: PageServer['engine']['sheet']): Promise<void> {
    site.engine.sheet = sheet;
    const begun = await page.request.get(`${site.server.url}/handover/start?press=${PRESS}`, {
      maxRedirects: 0,
    });
    const state = new URL(begun.headers()['location'] ?? '').searchParams.get('state') ?? '';
    await page.goto(`${site.server.url}/auth/callback?code=c&state=${state}`);
    await page.waitForURL('**/handover/*');
  }

  async function plan(page: Page, shown: typeof ADDING): Promise<void> {
    site.engine.purpose = 'approve';
    site.engine.run = { ...PHASE_VIEWS.approval, plan: shown };
    await page.goto(`${site.server.url}/plan?press=${PRESS}`);
    site.engine.purpose = 'check';
    site.engine.run = null;
  }

  const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
    'hand-over with a user': (page) => handOver(page, AS_JTEL),
    'hand-over with names of its own': (page) => handOver(page, AS_SAAS),
    'plan that adds': (page) => plan(page, ADDING),
    'plan that cleans up': (page) => plan(page, CLEANING_UP),
    code: (page) => page.goto(`${site.server.url}/auth/device?press=${PRESS}`),
  };

  /** What is wrong with each of them, by its name. */
  async function wrongWith(
    look: (page: Page) => Promise<readonly unknown[]>,
    options: BrowserContextOptions = {},
  ): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const context = await browser?.newContext(options);
    if (context === undefined) throw new TypeError('no browser');
    const page = await context.newPage();
    const wrong: Record<string, readonly unknown[]> = {};
    for (const [name, open] of Object.entries(pages)) {
      await open(page);
      await page.waitForLoadState();
      const found = await look(page);
      if (found.length > 0) wrong[name] = found;
    }
    await context.close();
    return wrong;
  }

  test.each([320, 768, 1600])('fit into %i pixels', async (width) => {
    const beyond = (page: Page) => beyondWindow(page, width);
    expect(await wrongWith(async (page) => [await beyond(page)].filter((pixels) => pixels > 0))).toEqual({});
  });

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('have enough contrast in %s', async (_, options) => {
    expect(await wrongWith(lowContrast, options)).toEqual({});
  });

  test('behind a person’s own link have nothing that axe-core objects to', async () => {
    expect(await wrongWith((page) => violations(page.mainFrame()))).toEqual({});
  });

  test.each([
    ['light', { colorScheme: 'light' }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('show in %s where the keyboard is', async (_, options) => {
    expect(await wrongWith(unseenStops, options)).toEqual({});
  });

  test('show the secret in the place of its button', async () => {
    const context = await browser?.newContext();
    const page = await context?.newPage();
    if (page === undefined) throw new TypeError('no browser');
    await handOver(page, AS_SAAS);
    const reveal = page.getByRole('button', { name: 'Reveal once' });
    await reveal.click();
    await page.getByText('Shown once. Copy it now').waitFor();
    expect(await reveal.isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Copy Client secret' }).isVisible()).toBe(true);
    await page.context().close();
  });
});
