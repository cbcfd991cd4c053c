import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PlanView } from '../../../src/provisioning/contract.ts';
import { ADDING, CLEANING_UP, VENDORS_RULE, WITH_USER } from '../../fakes/other-views.ts';
import { PRESS } from '../../fakes/page-engine.ts';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';
import { PHASE_VIEWS } from '../../fakes/run-views.ts';

let site: PageServer;

beforeEach(async () => {
  site = await startPageServer();
});

afterEach(() => site.server.close());

test.each(['', '?press=short', '?press=<script>'])(
  'a link cut short or made up (%s) shows nothing',
  async (query) => {
    expect((await site.browser.get(`/plan${query}`)).status).toBe(400);
    expect(site.engine.calls).toEqual([]);
  },
);

test('a link for something else, or for a plan that waits no more, shows no plan and begins no sign-in', async () => {
  for (const purpose of ['check', 'approve'] as const) {
    site.engine.purpose = purpose;
    const response = await site.browser.get(`/plan?press=${PRESS}`);
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('out of date')]);
  }
  expect(site.engine.calls.filter((call) => call.startsWith('begin'))).toEqual([]);
});

async function shown(plan: PlanView): Promise<string> {
  site.engine.purpose = 'approve';
  site.engine.run = { ...PHASE_VIEWS.approval, plan };
  const response = await site.browser.get(`/plan?press=${PRESS}`);
  expect(response.status).toBe(200);
  return (await response.text()).replace(/\s+/g, ' ');
}

/** The lines under a term. */
function under(term: string, body: string): string[] {
  const [, lines = ''] = new RegExp(`<dt>${term}</dt>(.*?)(?:<dt>|</dl>)`).exec(body) ?? [];
  return [...lines.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, line = '']) => line.replace(/<[^>]*>/g, ''));
}

test('a plan for a registration that is there says apart what is written and what is there', async () => {
  const body = await shown(ADDING);
  expect(under('Admin consent to', body)).toEqual([expect.stringMatching(/^Mail.Send.Shared \(delegated\)/)]);
  expect(under('There already', body)).toEqual([
    'Its service principal',
    'Admin consent to User.Read.All (application)',
    'Admin consent to Group.Read.All (application)',
    'Admin consent to Calendars.Read (application)',
  ]);
  expect(under('Application', body)).toContain('Public client flows allowed');
  expect(under('Credential', body)).toEqual(['It keeps the credential it has']);
  expect(body).toContain('Keep sign-in policies away from this account.');
});

test('a clean-up names what goes, what is left alone, and who else may act through it', async () => {
  const body = await shown(CLEANING_UP);
  expect(under('Removed', body)).toEqual([
    'Directory.Read.All',
    'Organization.Read.All, requested and not granted',
    'Entra role Skype for Business Administrator',
  ]);
  expect(under('Left alone', body)).toContain('Owner Mallory Maker');
  expect(under('Credential', body)).toEqual(['One more client secret until 20 Nov 2027, called “LiveDR-01”']);
  expect(body).toContain('Somebody else made this application.');
});

test('a plan with a user names them and the life of their password', async () => {
  expect(under('User', await shown(WITH_USER))).toEqual([
    'New: jtel Presence (jtel-presence@contoso.onmicrosoft.com). Its first password has to be changed at the first sign-in; it expires after 90 days.',
    'Becomes an owner of the application',
  ]);
});

test('the page of a plan sets the vendor’s rule for consent beside Microsoft’s', async () => {
  const body = await shown(VENDORS_RULE);
  expect(body).toContain('asks: Global Administrator. As Microsoft allows: Privileged Role Administrator');
});
