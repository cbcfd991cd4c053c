/** The pages below the overview: a registration, a set-up from the choices to the hand-over, the connectors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CLEANING_UP, HANDED_OVER_SERVICE, NAME_IS_TAKEN } from '../fakes/other-views.ts';
import { ANNA, PHASE_VIEWS, PIA, PLAN } from '../fakes/run-views.ts';
import { ME } from '../fakes/tab/me.ts';
import { line } from '../fakes/tab/register.ts';
import { browserIfAny } from './stage.ts';
import { TabStage, violations } from './tab-stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;
const NEEDS_YOU = `/tab/#/registration/${line(1).id}`;

inBrowser('the pages of the tab', () => {
  let stage: TabStage;

  beforeAll(async () => {
    if (browser !== null) stage = await TabStage.open(browser);
  });

  beforeEach(() => {
    stage.api.me = ME;
    stage.api.runs.clear();
    stage.api.asked.length = 0;
  });

  afterAll(async () => {
    await stage.close();
    await browser?.close();
  });

  function withRuns(): void {
    for (const [phase, view] of Object.entries(PHASE_VIEWS))
      stage.api.runs.set(phase, { ...view, runId: phase });
    stage.api.runs.set('name-taken', { ...NAME_IS_TAKEN, runId: 'name-taken' });
    stage.api.runs.set('service', { ...HANDED_OVER_SERVICE, runId: 'service' });
  }

  describe('a registration', () => {
    test('shows what is the matter, the proof with its reasons, the history with what to quote', async () => {
      const { tab } = await stage.show({ path: NEEDS_YOU });
      for (const said of [
        'A permission is no longer granted.',
        'Granted, and present in a token of its own',
        'Who called whom, when, over which network, and how it sounded.',
        'f1b6f5a2-7c61-4f0e-9f5b-0d4a4c8f8a10',
        '3 Dec 2026 (in 12 days)',
        'Used in Nectar DXP, Settings',
        '14 days before',
      ]) {
        await tab.waitForSelector(`text=${said}`);
      }
    });

    test('a warning is put off, and that is taken back', async () => {
      const { tab } = await stage.show({ path: NEEDS_YOU });
      await tab.getByRole('button', { name: 'Snooze' }).first().click();
      await tab.getByLabel('Until').fill('2026-12-01');
      await tab.getByLabel('Why it can wait').fill('The vendor is on holiday');
      await tab.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
      await tab.waitForSelector('text=is snoozed until 1 Dec 2026.');
      await tab.getByRole('button', { name: 'Undo' }).click();
      await tab.waitForSelector('text=Undone.');
      expect(stage.api.asked.map(({ what }) => what.split('/').at(-1))).toEqual(['snooze', 'unsnooze']);
      expect(stage.api.asked[0]?.body).toEqual({
        until: '2026-12-01T00:00:00.000Z',
        reason: 'The vendor is on holiday',
      });
    });

    test('somebody else’s is given away, and taken back', async () => {
      const { tab } = await stage.show({ path: NEEDS_YOU });
      await tab.getByRole('button', { name: 'Not ours' }).first().click();
      await tab.getByLabel('Person or team').fill('Telephony');
      await tab.getByRole('dialog').getByRole('button', { name: 'Not ours' }).click();
      await tab.getByRole('button', { name: 'Undo' }).click();
      await tab.waitForSelector('text=Undone.');
      expect(stage.api.asked.map(({ what }) => what.split('/').at(-1))).toEqual(['not-ours', 'ours']);
    });

    test('is renewed from its credential, in a set-up of its own', async () => {
      const { tab } = await stage.show({ path: NEEDS_YOU });
      await tab.getByRole('button', { name: 'Renew' }).click();
      await tab.waitForURL(/#\/set-up\/renewal$/);
    });

    test('who may only look finds nothing to press', async () => {
      stage.api.me = { ...ME, may: { see: true, act: false, setUp: false } };
      const { tab } = await stage.show({ path: NEEDS_YOU });
      await tab.waitForSelector('text=Warnings sent');
      expect(await tab.getByRole('button').allTextContents()).toEqual(['Open in Microsoft Entra']);
    });
  });

  describe('a set-up', () => {
    test('goes from the connectors to the choices, the sign-in, the plan and the work', async () => {
      const { page, tab } = await stage.show({ path: '/tab/#/connectors' });
      await tab.waitForSelector('h2:text("jtel Presence")');
      await tab.getByRole('button', { name: 'Set up Nectar DXP' }).click();
      await tab.getByRole('button', { name: 'Use “Nectar Cloud Connector”' }).click();
      await tab.getByRole('checkbox', { name: /GroupMember/ }).uncheck();
      await tab.getByRole('button', { name: 'Continue' }).click();
      const signIn = page.waitForEvent('popup');
      await tab.getByRole('button', { name: /Sign in/ }).click();
      await (await signIn).waitForEvent('close');
      stage.api.moved({ ...PHASE_VIEWS.plan, runId: 'new-run' });
      await tab.getByRole('button', { name: 'Approve and register' }).click();
      await tab.waitForSelector('text=You can leave; it goes on and shows here.');
      expect(stage.api.asked).toEqual([
        { what: 'POST /runs', body: { connectorId: 'nectar-dxp' } },
        {
          what: 'POST /runs/new-run/choose',
          body: { values: { name: 'Nectar Cloud Connector', groups: 'false', credential: 'secret' } },
        },
        { what: 'POST /runs/new-run/sign-in', body: { purpose: 'check' } },
        { what: 'POST /runs/new-run/approve', body: { planHash: PLAN.hash } },
      ]);
    });

    test('is signed in to with a code, where that is offered', async () => {
      withRuns();
      stage.api.runs.set('sign-in', { ...PHASE_VIEWS['sign-in'], runId: 'sign-in', deviceCode: true });
      const { page, tab } = await stage.show({ path: '/tab/#/set-up/sign-in' });
      await tab.getByRole('button', { name: 'Sign in with a code (opens a window)' }).waitFor();
      const opened = page.waitForEvent('popup');
      await tab.getByRole('button', { name: 'Sign in with a code (opens a window)' }).click();
      await (await opened).waitForEvent('close');
      expect(stage.api.asked).toEqual([
        { what: 'POST /runs/sign-in/sign-in', body: { purpose: 'check', withCode: true } },
      ]);
    });

    test('moves here when it moves in the chat', async () => {
      withRuns();
      const { tab } = await stage.show({ path: '/tab/#/set-up/working' });
      await tab.waitForSelector('text=Held up');
      stage.api.moved({ ...PHASE_VIEWS.proven, runId: 'working', revision: 9 });
      await tab.waitForSelector('text=is registered and checked.');
    });

    test('an approver answers it', async () => {
      const asked = {
        ...PHASE_VIEWS.approval,
        runId: 'asked',
        requester: PIA,
        approver: { ...ANNA, role: 'Global Administrator' },
      };
      stage.api.runs.set('asked', asked);
      const { tab } = await stage.show({ path: '/tab/#/set-up/asked' });
      await tab.waitForSelector('text=Pia Privileged asks you to approve');
      await tab.getByRole('button', { name: 'Decline…' }).click();
      await tab.getByLabel('Why not?').fill('Not this quarter');
      await tab.getByRole('button', { name: 'Decline with this reason' }).click();
      await tab.waitForSelector('text=“Not this quarter”');
    });

    test('what takes something away is approved by its name, typed', async () => {
      stage.api.runs.set('clean', { ...PHASE_VIEWS.plan, runId: 'clean', plan: CLEANING_UP });
      const { tab } = await stage.show({ path: '/tab/#/set-up/clean' });
      await tab.getByRole('button', { name: 'Approve and clean up' }).click();
      const dialog = tab.getByRole('alertdialog');
      const go = dialog.getByRole('button', { name: 'Approve and clean up' });
      await dialog.getByLabel('To go on, type the name: LiveDR-01').fill('LiveDR');
      expect(await go.isDisabled()).toBe(true);
      await dialog.getByLabel('To go on, type the name: LiveDR-01').fill('LiveDR-01');
      expect(await violations(tab)).toEqual([]);
      // The page stays in sight behind it.
      const ground = "getComputedStyle(document.querySelector('[data-portal-node]')).backgroundColor";
      expect(await tab.evaluate(ground)).toBe('rgba(0, 0, 0, 0)');
      await go.click();
      await tab.waitForSelector('text=Held up');
      expect(stage.api.asked.at(-1)?.body).toEqual({ planHash: PLAN.hash, confirmName: 'LiveDR-01' });
      // Nothing stays hidden from whoever listens.
      await tab.getByRole('button', { name: 'Cancel…' }).click();
      await tab.getByRole('button', { name: 'Not now' }).click();
      await tab.getByRole('button', { name: 'Cancel…' }).focus();
    });

    test('an old secret is removed by the name of its registration', async () => {
      const renewal = {
        kind: 'secret',
        description: null,
        ends: '2027-01-01T00:00:00Z',
        removable: true,
        removed: false,
      } as const;
      stage.api.runs.set('renewed', { ...PHASE_VIEWS['handed-over'], runId: 'renewed', renewal });
      const { tab } = await stage.show({ path: '/tab/#/set-up/renewed' });
      await tab.getByRole('button', { name: 'Remove the old secret…' }).click();
      await tab.getByLabel(/type the name/).fill('Nectar DXP Cloud Connector');
      await tab.getByRole('button', { name: 'Remove the old secret', exact: true }).click();
      await tab.getByRole('button', { name: 'Validate now' }).focus();
      expect(stage.api.asked).toEqual([
        { what: 'POST /runs/renewed/remove-old', body: { confirmName: 'Nectar DXP Cloud Connector' } },
      ]);
    });

    test('the hand-over opens in a window of its own', async () => {
      withRuns();
      const { page, tab } = await stage.show({ path: '/tab/#/set-up/proven' });
      const opened = page.waitForEvent('popup');
      await tab.getByRole('button', { name: 'Hand over to Nectar' }).click();
      const window = await opened;
      expect(window.url()).toBe(`${stage.api.url}/pop-up?hand-over`);
      stage.api.runs.set('proven', { ...PHASE_VIEWS['handed-over'], runId: 'proven' });
      await window.close();
      await tab.waitForSelector('text=is registered, proven and handed over.');
    });

    test('a name that is taken offers to take it over', async () => {
      withRuns();
      const { page, tab } = await stage.show({ path: '/tab/#/set-up/name-taken' });
      expect(await violations(tab)).toEqual([]);
      const answered = page.waitForResponse(/\/adopt$/);
      await tab.getByRole('button', { name: 'Take it over and clean up its permissions' }).click();
      await answered;
      expect(stage.api.asked.at(-1)?.body).toMatchObject({ cleanUp: true });
    });

    test('the checklist is ticked off, line by line', async () => {
      withRuns();
      const { page, tab } = await stage.show({ path: '/tab/#/set-up/service' });
      const answered = page.waitForResponse(/\/tick$/);
      await tab.getByRole('button', { name: /^Done: Client Secret/ }).click();
      await answered;
      expect(stage.api.asked).toEqual([
        { what: 'POST /runs/service/tick', body: { itemId: 'roles', outcome: 'done' } },
      ]);
    });

    test('somebody else’s can be watched', async () => {
      stage.api.runs.set('theirs', { ...PHASE_VIEWS.working, runId: 'theirs', requester: PIA });
      const { tab } = await stage.show({ path: '/tab/#/set-up/theirs' });
      await tab.waitForSelector(
        'text=Pia Privileged is setting this up. You can watch; the buttons are theirs.',
      );
      expect(await tab.getByRole('button').count()).toBe(0);
    });
  });
});
