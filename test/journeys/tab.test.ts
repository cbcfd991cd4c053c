/** The tab from end to end: Teams' token, Graph's roles, a set-up to its hand-over, and the chat beside it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunView } from '../../src/provisioning/contract.ts';
import type { RegisterPage, RegistrationView } from '../../src/provisioning/contract/register.ts';
import type { ChannelSettings, MeView } from '../../src/provisioning/contract/tab.ts';
import { DEVICE_SIGN_IN_APP_ID, TAB_APP_ID } from '../../src/sandbox/seed.ts';
import { TAB_GRANT_ID } from '../../src/sandbox/seed/ids.ts';
import { linkOn, Visit } from '../fakes/browser-visit.ts';
import { typeCodeIn } from '../fakes/code-typist.ts';
import { reveal, RunningProduct, type Persona } from '../fakes/product.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await RunningProduct.open({ DEVICE_CODE_APP_ID: DEVICE_SIGN_IN_APP_ID });
});
afterAll(() => product.close());

async function tokenOf(persona: Persona): Promise<string> {
  const response = await fetch(`${product.sandbox.httpUrl}/sandbox/teams-sso`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona, clientId: TAB_APP_ID }),
  });
  return ((await response.json()) as { token: string }).token;
}

async function ask(persona: Persona, request: string, body?: object): Promise<Response> {
  const [method = '', path = ''] = request.split(' ');
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { authorization: `Bearer ${await tokenOf(persona)}`, ...type };
  return fetch(`${product.url}/api/tab${path}`, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function get<T>(persona: Persona, path: string): Promise<T> {
  return (await (await ask(persona, `GET ${path}`)).json()) as T;
}

/** Reads the run again whenever the stream says that it moved, until it is there. */
async function until(runId: string, phase: RunView['phase']): Promise<RunView> {
  const stream = await ask('anna', 'GET /changes');
  const reader = (stream.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const run = await get<RunView>('anna', `/runs/${runId}`);
    if (run.phase === phase) {
      await reader.cancel();
      return run;
    }
    const { done } = await reader.read();
    if (done) throw new RangeError(`the stream ended in ${run.phase}`);
  }
}

async function act(
  runId: string,
  verb: string,
  body: object = {},
): Promise<RunView & { readonly url: string }> {
  const response = await ask('anna', `POST /runs/${runId}/${verb}`, body);
  expect(response.status).toBe(200);
  return (await response.json()) as RunView & { readonly url: string };
}

test.each<[Persona, MeView['may'], readonly string[]]>([
  ['anna', { see: true, act: true, setUp: true }, ['Global Administrator']],
  ['bo', { see: true, act: true, setUp: true }, ['Application Administrator']],
  ['dana', { see: true, act: false, setUp: true }, ['Application Developer']],
  ['uma', { see: true, act: false, setUp: false }, []],
  ['gus', { see: false, act: false, setUp: false }, []],
])('%s is told what they may', async (persona, may, roles) => {
  const me = await get<MeView>(persona, '/me');
  expect(me).toMatchObject({ may, roles, tenant: { name: 'Contoso' } });
  expect(me.person).toEqual({ oid: product.person(persona).oid, displayName: product.person(persona).name });
});

/** From the choices to the proof, as the page would do it. */
async function provenByTab(browser: Visit): Promise<RunView> {
  const begun = await ask('anna', 'POST /runs', { connectorId: 'nectar' });
  const { runId, choices } = (await begun.json()) as RunView;
  const typed = choices.fields.flatMap((field) =>
    'value' in field ? [[field.id, String(field.value)] as const] : [],
  );
  expect((await act(runId, 'choose', { values: Object.fromEntries(typed) })).phase).toBe('sign-in');
  const { url } = await act(runId, 'sign-in', { purpose: 'check' });
  expect(await browser.signIn(url, 'anna')).toContain('Signed in');
  const { plan } = await until(runId, 'plan');
  await act(runId, 'approve', { planHash: plan?.hash ?? '' });
  return until(runId, 'proven');
}

test('a set-up: from the choices to the hand-over, in the list meanwhile, and nobody else’s to change', async () => {
  const browser = new Visit();
  const { runId, proof } = await provenByTab(browser);
  expect(proof?.permissions.map(({ granted }) => granted)).not.toContain('missing');

  const { lines } = await get<RegisterPage>('uma', '/registrations?search=nectar');
  const [line] = lines;
  expect(lines.map(({ id }) => id)).toEqual([runId]);
  const view = await get<RegistrationView>('uma', `/registrations/${line?.id ?? ''}`);
  expect(view.history.some(({ who, requestId }) => who === 'Anna Admin' && requestId !== null)).toBe(true);
  for (const name of ['registrations.csv', 'registrations.json', 'lapses.ics', 'evidence']) {
    const text = await (await ask('uma', `GET /export/${name}`)).text();
    expect(text).toContain(line?.connectorTitle ?? 'none');
  }

  await putOffAndBack(runId);

  const refused = await ask('bo', `POST /runs/${runId}/cancel`, {});
  expect([refused.status, await refused.json()]).toEqual([
    403,
    expect.objectContaining({ error: expect.objectContaining({ code: 'RUN_NOT_YOURS' }) }),
  ]);
  expect((await get<RunView>('uma', `/runs/${runId}`)).phase).toBe('proven');

  const { url } = await act(runId, 'hand-over');
  const people = await browser.open(url);
  const signedIn = await browser.click(people, 'data-persona="anna"');
  const sheet = await browser.open(linkOn(signedIn, 'class="button main"'));
  expect(JSON.parse((await reveal(browser, sheet)).body)).toHaveProperty('value');
}, 60_000);

/** What is said of a lapse is on its registration, and its undo takes it away. */
async function putOffAndBack(runId: string): Promise<void> {
  const lapse = async () => (await get<RegistrationView>('uma', `/registrations/${runId}`)).credentials[0];
  const path = `/lapses/${encodeURIComponent((await lapse())?.lapseId ?? '')}`;
  const until = new Date(Date.now() + 2 * 86_400_000).toISOString();
  expect((await ask('bo', `POST ${path}/snooze`, { until, reason: 'Vendor moves' })).status).toBe(200);
  expect((await lapse())?.snoozed).toMatchObject({ reason: 'Vendor moves', by: 'Bo Builder' });
  await ask('bo', `POST ${path}/unsnooze`, {});
  expect((await lapse())?.snoozed).toBeNull();
  await ask('bo', `POST ${path}/not-ours`, { owner: 'Payroll' });
  expect((await lapse())?.notOurs).toMatchObject({ owner: 'Payroll' });
  await ask('bo', `POST ${path}/ours`, {});
  expect((await lapse())?.notOurs).toBeNull();
}

test('who signs in with a code sees it in a window, types it at Microsoft’s page, and the set-up goes on', async () => {
  const browser = new Visit();
  const begun = await ask('anna', 'POST /runs', { connectorId: 'audiocodes-live-platform' });
  const { runId } = (await begun.json()) as RunView;
  const run = await act(runId, 'choose', { values: { name: 'LiveDR-09' } });
  expect([run.phase, run.deviceCode]).toEqual(['sign-in', true]);
  const { url } = await act(runId, 'sign-in', { purpose: 'check', withCode: true });
  const page = await browser.open(url);
  expect(page.body).toContain('Waits for Anna Admin');
  const userCode = /id="typed">([^<]*)</.exec(page.body)?.[1] ?? '';
  const verificationUri = `${product.sandbox.httpUrl}/devicelogin`;
  await typeCodeIn(
    async ({ href }) => (await browser.open(href)).body,
    { userCode, verificationUri },
    'anna',
  );
  await product.pass('PT5S');
  const fields = page.body.matchAll(/type="hidden" name="(state|press)" value="([^"]*)"/g);
  const form = Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
  const heard = await browser.post(`${product.url}/auth/device`, new URLSearchParams(form));
  expect(heard.body).toContain('Signed in as Anna Admin');
  expect((await until(runId, 'plan')).plan?.applicationName).toBe('LiveDR-09');
}, 60_000);

test('a channel is warned as the tab says, once the bot was heard there', async () => {
  const id = '19:connectors@thread.tacv2';
  const path = `/channel?id=${encodeURIComponent(id)}`;
  expect(await get<ChannelSettings>('uma', path)).toMatchObject({ known: false, alerts: false });
  const wanted = { alerts: true, connectors: ['nectar'], ladder: [90, 30, 7] };
  expect((await ask('bo', `PUT ${path}`, wanted)).status).toBe(404);
  await product.inChannel('anna', id).say('hello');
  expect(await (await ask('bo', `PUT ${path}`, wanted)).json()).toMatchObject({ ...wanted, known: true });
  const usual = { alerts: true, connectors: null, ladder: null };
  expect(await (await ask('bo', `PUT ${path}`, usual)).json()).toMatchObject(usual);
  const wrong = await ask('bo', `PUT ${path}`, { ...usual, ladder: [9_999] });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: { code: 'TAB_BODY' } }]);
  await ask('bo', `PUT ${path}`, { ...usual, alerts: false, evenLast: true });
  expect(await get<ChannelSettings>('uma', path)).toMatchObject({ alerts: false, known: true });
});

test('a calendar can be subscribed to, until it is taken back', async () => {
  const { url } = (await (await ask('anna', 'POST /calendar', {})).json()) as { url: string };
  expect(await (await fetch(url)).text()).toContain('END:VCALENDAR');
  await ask('anna', 'POST /calendar/revoke', {});
  expect((await fetch(url)).status).toBe(404);
});

test('without consent nothing is changed, until an administrator gives it in the window', async () => {
  const { oauth2PermissionGrants: grants } = product.directory;
  delete grants[TAB_GRANT_ID];
  const refused = await ask('pia', 'POST /calendar', {});
  const { error } = (await refused.json()) as { error: { code: string; consent: string } };
  expect([refused.status, error.code]).toEqual([403, 'TAB_CONSENT_NEEDED']);
  expect((await ask('pia', 'GET /summary')).status).toBe(200);
  const browser = new Visit();
  const ended = await browser.click(await browser.open(error.consent), 'data-persona="anna"');
  expect(ended.body).toContain('Consent was given');
  expect((await ask('pia', 'POST /calendar', {})).status).toBe(200);
});
