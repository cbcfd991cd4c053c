import { describe, expect, test } from '@jest/globals';
import { lineOf, viewOf, type ViewGround } from '../../../src/provisioning/core/view.ts';
import { failure } from '../../../src/provisioning/errors.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { finished } from './finished.ts';
import { APP_ID, audiocodes, cirrus, contoso, jtel, known, nectar, oid, saas, unreadable } from './ground.ts';
import { appliedUpTo, AT, PLAN, run, steps } from './runs.ts';

const GROUND: ViewGround = { certificate: null, deviceCode: false, widened: [] };

const states = (rows: Parameters<typeof viewOf>[1], given = run()) =>
  viewOf(given, rows, nectar, GROUND).steps.map(({ label, state }) => `${label}: ${state}`);

describe('the steps', () => {
  test('before, amid and after the work', () => {
    expect(states(steps())).toEqual([
      'Application: waiting',
      'Service principal: waiting',
      'Consent (0 of 2): waiting',
      'Secret: waiting',
      'Proof: waiting',
    ]);
    expect(
      states(appliedUpTo('app-role:User.Read.All', { 'delegated-grant': { state: 'intended' } })),
    ).toEqual([
      'Application: done',
      'Service principal: done',
      'Consent (1 of 2): working',
      'Secret: waiting',
      'Proof: waiting',
    ]);
    expect(states(appliedUpTo('secret')).at(-1)).toBe('Proof: working');
  });

  test('none before there is anything to do', () => {
    const approval = { ...run().approval, approvedBy: null, approvedAt: null };
    expect(states([], run({ approval }))).toEqual([]);
  });

  test('of an approved plan that writes nothing: the proof alone', () => {
    expect(states([])).toEqual(['Proof: working']);
  });

  test('held up, failed, undone', () => {
    const waiting = { ...failure('GRAPH_THROTTLED'), until: '2026-11-21T10:01:00Z' };
    const held = appliedUpTo('application', {
      'service-principal': { failure: failure('GRAPH_THROTTLED') },
    });
    expect(states(held, run({ waiting }))[1]).toBe('Service principal: held-up');
    const failed = appliedUpTo('application', {
      'service-principal': { state: 'failed', failure: failure('GRAPH_DENIED', { role: 'x' }) },
    });
    expect(states(failed)[1]).toBe('Service principal: failed');
    const undone = steps({ application: { state: 'compensated' } });
    expect(states(undone, run({ phase: 'cancelled' }))[0]).toBe('Application: undone');
  });
});

test('what is live, and what perhaps is', () => {
  const rows = appliedUpTo('app-role:User.Read.All', { secret: { state: 'unknown' } });
  expect(viewOf(run(), rows, nectar, GROUND).live).toEqual([
    'Application Vendor',
    'Its service principal',
    'Consent to User.Read.All',
    'A client secret (perhaps)',
  ]);
});

test('who consents is a matter until somebody is asked, who would take the advice to ask for a riddle', () => {
  const { approval } = run();
  const ids = (asked: Run['approval']['asked']) =>
    shown(nectar, finished(nectar, {}, { facts: contoso(), approval: { ...approval, asked } })).checks.map(
      ({ id }) => id,
    );
  expect(ids(null)).toContain('consent');
  expect(ids({ oid: oid(9), displayName: 'Bo Builder', role: 'Global Administrator' })).not.toContain(
    'consent',
  );
});

test('failures, waits and findings come as words', () => {
  const view = viewOf(
    run({
      failure: failure('RUN_FOREIGN', { detail: 'Somebody else owns it' }),
      waiting: { ...failure('GRAPH_THROTTLED'), until: '2026-11-21T10:01:00Z' },
      findings: [failure('HANDOVER_UNCLAIMED')],
    }),
    [],
    nectar,
    GROUND,
  );
  expect(view.failure?.why).toBe('Somebody else owns it.');
  expect(view.waiting).toMatchObject({
    what: 'Microsoft Graph asks for a pause.',
    until: '2026-11-21T10:01:00Z',
  });
  expect(view.findings.map(({ code }) => code)).toEqual(['HANDOVER_UNCLAIMED']);
});

test('a line of the list', () => {
  expect(lineOf(run(), nectar)).toMatchObject({
    connectorTitle: 'Nectar DXP',
    name: 'Vendor',
    credentialEnds: '2027-11-21T10:00:00Z',
  });
  expect(lineOf(run({ plan: null, typed: { name: 'Typed' } }), undefined)).toMatchObject({
    connectorTitle: 'vendor',
    name: 'Typed',
    credentialEnds: null,
  });
});

/** How a finished set-up of this connector is shown. */
function shown(definition: Definition, given: Run, ground: Partial<ViewGround> = {}) {
  return viewOf(given, [], definition, { ...GROUND, ...ground });
}

describe('a registration that could be taken over', () => {
  const sameName = known([{ id: oid(30), appId: APP_ID, createdDateTime: AT }]);
  const view = (change: Partial<Run>) =>
    shown(audiocodes, finished(audiocodes, {}, { facts: contoso({ sameName }), ...change })).adoptable;

  test('is offered while nothing is approved', () => {
    expect(view({ phase: 'plan' })).toEqual([{ appId: APP_ID, created: AT }]);
    expect(view({ phase: 'checks' })).toHaveLength(1);
    expect(view({ phase: 'approval' })).toEqual([]);
    expect(view({ phase: 'proven' })).toEqual([]);
  });

  test('is not offered where one is added to, or nobody may read the list', () => {
    const target = { kind: 'existing', appId: APP_ID, made: 'by-us', cleanUp: false } as const;
    expect(view({ phase: 'plan', target })).toEqual([]);
    expect(view({ phase: 'plan', facts: contoso({ sameName: unreadable }) })).toEqual([]);
  });

  test('A20: may be cleaned up where the vendor’s own tool asks for too much', () => {
    expect(shown(audiocodes, finished(audiocodes)).cleanUp).toMatch(/does not need/);
    expect(shown(nectar, finished(nectar)).cleanUp).toBeNull();
  });
});

describe('what comes next', () => {
  test.each<[string, Definition, string | null]>([
    ['A3: a service', audiocodes, 'Add a Direct Routing service'],
    ['C3: a function', cirrus, 'Add a function'],
    ['S12: nothing of a connector with one secret', saas, null],
  ])('%s', (_, definition, words) => {
    const typed = definition === cirrus ? { calendar: 'true' } : {};
    expect(shown(definition, finished(definition, typed)).addMore).toBe(words);
  });

  test('C25: the next function that gets a registration of its own', () => {
    const typed = { calendar: 'true', directory: 'true', arrangement: 'separate' };
    expect(shown(cirrus, finished(cirrus, typed)).nextFunction).toBe('Outlook Calendar');
    expect(shown(cirrus, finished(cirrus, { calendar: 'true' })).nextFunction).toBeNull();
  });
});

describe('the account', () => {
  test('J4: is shown with its name, how it came to be, and where its first password stands', () => {
    expect(shown(jtel, finished(jtel, {}, { firstPassword: 'ready' }))).toMatchObject({
      user: { userPrincipalName: 'jtel-presence@contoso.example', made: 'create' },
      firstPassword: 'ready',
    });
    expect(shown(nectar, finished(nectar)).user).toBeNull();
  });

  test('J5, J7: with a checklist, and a password whose clock has not started', () => {
    const view = shown(jtel, finished(jtel));
    expect(view.checklist.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'first-sign-in open',
      'aggregator open',
    ]);
    expect(view.lapses.map(({ kind, ends }) => [kind, ends !== null])).toEqual([
      ['secret', true],
      ['password', false],
    ]);
  });
});

describe('the definition’s own words', () => {
  test('J7: are said where they can still change a decision', () => {
    const facts = contoso();
    const view = shown(jtel, finished(jtel, {}, { facts }));
    expect(view.plan?.warnings).toEqual([expect.stringMatching(/second factor/)]);
    expect(view.warnings).toEqual([expect.stringMatching(/password may expire/)]);
    expect(view.choices.warnings).toEqual([]);
  });

  test('tell what this version asks for beyond the last', () => {
    const widened = ['Mail.Read (application)'];
    expect(shown(nectar, finished(nectar), { widened }).choices.warnings).toEqual([
      'This version asks for more than the last one: Mail.Read (application)',
    ]);
  });

  test('A7: the sign-in with a code is offered where definition and product both can', () => {
    expect(shown(audiocodes, finished(audiocodes), { deviceCode: true }).deviceCode).toBe(true);
    expect(shown(audiocodes, finished(audiocodes)).deviceCode).toBe(false);
    expect(shown(nectar, finished(nectar), { deviceCode: true }).deviceCode).toBe(false);
  });
});

test('A4: a line of the list says which service a secret is for', () => {
  const given = finished(audiocodes, { description: 'Berlin' });
  expect(lineOf(given, audiocodes)).toMatchObject({ name: 'LivePlatform', description: 'Berlin' });
  expect(shown(audiocodes, given).description).toBe('Berlin');
});

test('C18: a proof without a credential has neither its kind nor its end', () => {
  const proof = { at: AT, permissions: [], credential: 'none', more: [], surplus: [] } as const;
  const plan = { ...PLAN, credential: { kind: 'none', because: 'not-needed' } as const };
  expect(viewOf(run({ plan, proof }), [], nectar, GROUND).proof).toMatchObject({
    credential: 'none',
    credentialKind: 'none',
    credentialEnds: '',
  });
});

test('S14: what stops, and to whom the hand-over goes, in the vendor’s terms', () => {
  expect(shown(saas, finished(saas))).toMatchObject({
    lapseEffect: expect.stringMatching(/cannot run until .* connector Settings/),
    handOverTo: 'whoever adds the connector in your SaaS management',
  });
});
