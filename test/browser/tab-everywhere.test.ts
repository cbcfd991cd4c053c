/** Every page of the tab in every state: in every theme, at every width and with the keyboard, for everybody. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import type { ApiFailure } from '../../src/provisioning/contract/tab.ts';
import { HANDED_OVER_SERVICE, NAME_IS_TAKEN } from '../fakes/other-views.ts';
import { PHASE_VIEWS } from '../fakes/run-views.ts';
import type { FakeTabApi } from '../fakes/tab/api.ts';
import { FAILED } from '../fakes/tab/failed.ts';
import type { HostOptions } from '../fakes/tab/host-page.ts';
import { ME } from '../fakes/tab/me.ts';
import { line } from '../fakes/tab/register.ts';
import { walkThrough } from './keyboard.ts';
import { Pictures } from './pictures.ts';
import { browserIfAny } from './stage.ts';
import { beyondFrame, colourViolations, TabStage, teams, violations, type Theme } from './tab-stage.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;

const THEMES = ['dark', 'contrast', 'default'] as const;
const WIDTHS = [1600, 768, 320] as const;

/** How the tab comes into a state, and what is taken of it for the documents. */
interface State {
  readonly host?: HostOptions;
  readonly registrations?: number;
  /** In which it is held against axe; 320 pixels unless said. */
  readonly width?: number;
  /** Not walked through with the Tab key, which ends what is open or under the pointer. */
  readonly fleeting?: boolean;
  /** What the server is to say. */
  readonly given?: (api: FakeTabApi) => void;
  /** Resolves when the state is there. */
  readonly reached: (tab: Frame) => Promise<unknown>;
  readonly pictures?: readonly Picture[];
}

interface Picture {
  readonly name: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

const says = (words: string) => (tab: Frame) => tab.waitForSelector(`text=${words}`);
const heads = (words: string) => (tab: Frame) => tab.waitForSelector(`h1:text("${words}")`);
const failing =
  (path: string, status: number, more: Partial<ApiFailure> = {}) =>
  (api: FakeTabApi) =>
    api.fail(path, { status, error: { ...FAILED, ...more } });

/** The parts that come after the list, too. */
async function whole(tab: Frame): Promise<void> {
  await tab.waitForSelector('[role=table][aria-busy=false]');
  await tab.waitForSelector('[aria-label="Filter: State"]');
  await tab.waitForSelector('header [aria-haspopup=menu]');
}

function then(reached: (tab: Frame) => Promise<unknown>, more: (tab: Frame) => Promise<unknown>) {
  return async (tab: Frame): Promise<void> => {
    await reached(tab);
    await more(tab);
  };
}

const under = (what: string) => (tab: Frame) => tab.locator(what).first().hover();
const pressed = (name: string) => (tab: Frame) => tab.getByRole('button', { name }).first().click();

const OVERVIEW: Readonly<Record<string, State>> = {
  'the overview of nothing': {
    registrations: 0,
    reached: says('No connector is registered yet'),
    pictures: [{ name: 'tab-empty' }],
  },
  'the overview of one': { registrations: 1, reached: whole },
  'the overview of twelve': {
    reached: then(whole, (tab) => tab.waitForSelector('[aria-label="Next 12 months"] button')),
    pictures: [
      { name: 'tab-overview-dark', theme: 'dark' },
      { name: 'tab-overview-contrast', theme: 'contrast' },
      { name: 'tab-overview-default' },
      { name: 'tab-overview-narrow', width: 320, height: 1000 },
    ],
  },
  'the overview of ten thousand': {
    fleeting: true,
    registrations: 10_000,
    reached: then(whole, (tab) => tab.waitForSelector('[inert] svg rect')),
    pictures: [{ name: 'tab-overview-many' }],
  },
  'an overview that no filter fits': {
    host: { path: '/tab/#/?search=nobody' },
    reached: says('No registration fits these filters'),
  },
  'a list of states to choose from': {
    fleeting: true,
    reached: then(whole, pressed('Filter: State')),
  },
  'a state under the pointer': {
    width: 1280,
    fleeting: true,
    reached: then(then(whole, pressed('Filter: State')), (tab) =>
      tab.getByRole('menuitemcheckbox', { name: /^Healthy/ }).hover(),
    ),
  },
  'a line under the pointer': { width: 1280, fleeting: true, reached: then(whole, under('[role=row] a')) },
  'a heading under the pointer': {
    width: 1280,
    fleeting: true,
    reached: then(whole, under('[role=columnheader] button')),
  },
  'a mark under the pointer': {
    width: 1280,
    fleeting: true,
    reached: then(whole, under('[aria-label="Next 12 months"] button')),
  },
  'what can be exported': {
    fleeting: true,
    reached: then(whole, pressed('Export')),
  },
  'an address for calendars': {
    reached: then(then(whole, pressed('Export')), async (tab) => {
      await tab.getByRole('menuitem', { name: /^Subscribe/ }).click();
      await pressed('Make an address')(tab);
      await says('registrar.contoso.example/calendar')(tab);
    }),
    pictures: [{ name: 'tab-subscribe', height: 640 }],
  },
  'the timeline as a table': {
    reached: then(whole, pressed('Show as a table')),
  },
};

const FAILURES: Readonly<Record<string, State>> = {
  'a register that cannot be read': {
    given: (api) => ['/summary', '/registrations'].forEach((path) => failing(path, 500)(api)),
    reached: heads('The register cannot be read'),
    pictures: [{ name: 'tab-failed' }],
  },
  'a part that cannot be read': {
    given: failing('/summary', 500),
    reached: then(says('12 registrations'), says('The register cannot be read.')),
  },
  'consent that is missing': {
    given: failing('/', 403, { reason: 'consent', consent: 'https://registrar.example/consent' }),
    reached: says('Review and consent'),
  },
  'a sign-in that is missing': {
    given: (api) => (api.bearer = 'of-nobody'),
    reached: says('Sign in again'),
  },
  'a guest': {
    given: (api) => {
      api.me = { ...ME, may: { see: false, act: false, setUp: false } };
      failing('/', 403, { reason: 'guest' })(api);
    },
    reached: heads('The register cannot be read'),
  },
  'a page that is not there': {
    host: { path: '/tab/#/nowhere' },
    reached: heads('There is no such page'),
  },
};

const REGISTRATION = { path: `/tab/#/registration/${line(1).id}` };
const registered = says('Warnings sent');

const REGISTRATIONS: Readonly<Record<string, State>> = {
  'a registration': {
    host: REGISTRATION,
    reached: registered,
    pictures: [{ name: 'tab-registration', height: 1100 }],
  },
  'a registration, to who may only look': {
    host: REGISTRATION,
    given: (api) => (api.me = { ...ME, may: { see: true, act: false, setUp: false } }),
    reached: registered,
  },
  'a warning that is put off': { host: REGISTRATION, reached: then(registered, pressed('Snooze')) },
  'a lapse that is somebody else’s': {
    host: REGISTRATION,
    reached: then(registered, pressed('Not ours')),
  },
  'a registration that is not there': {
    host: { path: '/tab/#/registration/00000000-0000-4000-8000-999999999999' },
    reached: says('There is no such set-up'),
  },
};

const CHANNEL = '19:c@thread.tacv2';

/** As the window of Teams leaves it. */
async function justSaved(tab: Frame): Promise<void> {
  const note = { channelId: CHANNEL, was: '', is: '?connectors=nectar-dxp', warnings: { how: 'untold' } };
  await tab.evaluate(
    `sessionStorage.setItem('registrar.just-saved', ${JSON.stringify(JSON.stringify(note))}); location.reload()`,
  );
  await tab.getByRole('button', { name: 'Undo' }).waitFor();
  await whole(tab);
}

const SETTINGS: Readonly<Record<string, State>> = {
  'the configuration': {
    host: { frame: 'settings', path: '/tab/configure', channelId: CHANNEL },
    reached: says('Days before'),
    pictures: [{ name: 'tab-configure', width: 900, height: 720 }],
  },
  'the configuration without a sign-in': {
    host: { frame: 'settings', path: '/tab/configure', channelId: CHANNEL },
    given: failing('/', 401, { reason: 'token' }),
    reached: says('The list of connectors appears after a sign-in.'),
  },
  'a tab that shows what is not registered': {
    host: { path: '/tab/?connectors=not-here', channelId: CHANNEL },
    reached: says('None of the connectors of this tab is registered yet'),
  },
  'a tab that was just saved': {
    host: { path: '/tab/?connectors=nectar-dxp', channelId: CHANNEL },
    reached: justSaved,
    pictures: [{ name: 'tab-saved', width: 900, height: 620 }],
  },
  'a tab that was saved, and the server refused': {
    host: { path: '/tab/?connectors=nectar-dxp', channelId: CHANNEL },
    given: failing('/channel', 409),
    reached: justSaved,
  },
  'the removal': {
    host: { frame: 'remove', path: '/tab/remove' },
    reached: says('Nothing that is registered is touched'),
  },
  'the connectors': {
    host: { path: '/tab/#/connectors' },
    reached: (tab) => tab.waitForSelector('h2:text("jtel Presence")'),
    pictures: [{ name: 'tab-connectors' }],
  },
};

/** Phases that docs/tab.md shows. */
const PICTURED = new Set(['choices', 'plan', 'working', 'proven']);
const OTHERS = {
  'name-taken': NAME_IS_TAKEN,
  service: HANDED_OVER_SERVICE,
  'with-a-code': { ...PHASE_VIEWS['sign-in'], deviceCode: true },
};

const SET_UPS: Readonly<Record<string, State>> = Object.fromEntries(
  Object.entries({ ...PHASE_VIEWS, ...OTHERS }).map(([name, view]): [string, State] => [
    `a set-up: ${name}`,
    {
      host: { path: `/tab/#/set-up/${name}` },
      given: (api) => api.runs.set(name, { ...view, runId: name }),
      reached: (tab) => tab.waitForSelector('.sheet'),
      pictures: PICTURED.has(name) ? [{ name: `tab-set-up-${name}`, width: 1100, height: 860 }] : [],
    },
  ]),
);

const STATES = { ...OVERVIEW, ...FAILURES, ...REGISTRATIONS, ...SETTINGS, ...SET_UPS };

inBrowser('the tab', () => {
  let stage: TabStage;

  beforeAll(async () => {
    if (browser !== null) stage = await TabStage.open(browser);
  });

  beforeEach(() => {
    stage.api.reset();
  });

  afterAll(async () => {
    await stage.close();
    pictures.forget();
    await browser?.close();
  });

  async function take(page: Page, { name, theme = 'default', width = 1280, height = 900 }: Picture) {
    await teams(page, `teams.say('themeChange', '${theme}')`);
    await page.setViewportSize({ width, height });
    await pictures.take(page, name);
  }

  test.each(Object.entries(STATES))(
    '%s can be read in every theme, fits every width, and is walked through with the keyboard',
    async (_, state) => {
      state.given?.(stage.api);
      const { page, tab, errors } = await stage.show(state.host, {
        width: state.width ?? 320,
        registrations: state.registrations ?? 12,
      });
      await state.reached(tab);
      const wrong: unknown[] = [];
      for (const theme of THEMES) {
        await teams(page, `teams.say('themeChange', '${theme}')`);
        await tab.waitForSelector(`[data-theme=${theme}]`);
        const look = theme === 'default' ? violations : colourViolations;
        for (const found of await look(tab)) wrong.push({ theme, found });
      }
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const beyond = await beyondFrame(tab);
        if (beyond > 0) wrong.push({ width, beyond });
      }
      expect(wrong).toEqual([]);
      for (const picture of state.pictures ?? []) await take(page, picture);
      if (state.fleeting !== true) {
        await page.setViewportSize({ width: 1280, height: 900 });
        const { unseen, missed } = await walkThrough(page, tab);
        expect({ unseen, missed }).toEqual({ unseen: [], missed: [] });
      }
      expect(errors).toEqual([]);
    },
  );
});
