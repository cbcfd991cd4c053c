import { describe, expect, test } from '@jest/globals';
import { lineOf, viewOf } from '../../../src/provisioning/core/view.ts';
import { failure } from '../../../src/provisioning/errors.ts';
import { nectar } from './nectar.ts';
import { appliedUpTo, run, steps } from './runs.ts';

const GROUND = { certificate: null, deviceCode: false, widened: [] };

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
