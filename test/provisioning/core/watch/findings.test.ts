import { describe, expect, test } from '@jest/globals';
import type { Run, Step } from '../../../../src/provisioning/core/run.ts';
import { explain } from '../../../../src/provisioning/errors.ts';
import { findingsOf, type Recorded } from '../../../../src/provisioning/core/watch/findings.ts';
import type { KeptApplication, SeenCredential } from '../../../../src/provisioning/ports.ts';
import { AT, aKnown, aSecret, appId, keyId, objectId } from '../../store/records-inventory.ts';
import { OTHER_RUN, RUN, aRun, aStep } from '../../store/records.ts';

const NOW = Date.parse(AT);
const GONE = '2026-11-20T10:00:00.000Z';
const TAG = 'registrar 11111111-1';

type Credential = Partial<SeenCredential> & { readonly goneAt?: string };

function kept(credentials: readonly Credential[], goneAt: string | null = null): KeptApplication {
  const seen = { firstSeen: AT, lastSeen: AT };
  return {
    ...aKnown(1),
    ...seen,
    goneAt,
    credentials: credentials.map((changes) => ({ ...aSecret(1), ...seen, goneAt: null, ...changes })),
  };
}

function recorded(steps: readonly Partial<Step>[], changes: Partial<Run> = {}): Recorded {
  const registration = { applicationId: objectId(1), appId: appId(1), servicePrincipalId: null };
  const run: Run = { ...aRun({ phase: 'handed-over', ...changes }), registration };
  return {
    run,
    steps: steps.map((step) => aStep('secret', { kind: 'secret', tag: TAG, state: 'verified', ...step })),
  };
}

const SUPERSEDED = { by: OTHER_RUN, removedAt: AT };
const SHREDDED: Run['handOver'] = {
  ...{ state: 'shredded', openedAt: null, openedBy: null, revealedAt: null, revealUntil: null },
};

function proofAt(at: string): NonNullable<Run['proof']> {
  return { at, permissions: [], credential: 'proven', more: [], surplus: [] };
}

/** As far as it is looked at. */
const FACTS = {
  existing: { application: { passwords: [{ keyId: keyId(1) }], certificates: [] } },
} as unknown as NonNullable<Run['facts']>;

const made = recorded([{ effectId: keyId(1) }]);
const codes = (application: KeptApplication, ours: readonly Recorded[], now = NOW) => {
  const [newest = made, ...older] = ours;
  return findingsOf(application, [newest, ...older], now).map(({ failure, keyId: key }) => [
    failure.code,
    key,
  ]);
};

describe('a credential that is there', () => {
  test.each<[string, Recorded]>([
    ['made by us', made],
    ['made by us, in capitals', recorded([{ effectId: keyId(1).toUpperCase() }])],
    ['made by us, to be taken away', recorded([{ effectId: keyId(1), retire: true, state: 'applied' }])],
    ['made by us, its key id not known yet', recorded([{ tag: 'secret 1', state: 'unknown' }])],

    ['held when the application was taken over', recorded([], { facts: FACTS })],
    [
      'made by hand before it was proven',
      recorded([], { mode: 'by-hand', proof: proofAt('2026-01-05T08:00:00Z') }),
    ],
  ])('%s: nothing to say', (_, ours) => {
    expect(codes(kept([{}]), [ours])).toEqual([]);
  });

  test.each<[string, Recorded]>([
    ['with a key id that is not ours', recorded([{ effectId: keyId(2) }])],
    ['under a name of ours, which anybody can give', recorded([{ effectId: keyId(2), tag: 'secret 1' }])],
    ['of the other kind', recorded([{ kind: 'certificate', effectId: keyId(1) }])],
    ['planned by us and never made', recorded([{ tag: 'secret 1', state: 'planned' }])],
    [
      'added by hand after it was proven',
      recorded([], { mode: 'by-hand', proof: proofAt('2026-01-05T07:59:59Z') }),
    ],
    ['on an application of which nothing is on record', recorded([])],
  ])('%s: nobody told us of it', (_, ours) => {
    expect(codes(kept([{}]), [ours])).toEqual([['SWEEP_CREDENTIAL_UNKNOWN', keyId(1)]]);
  });

  test('that has lapsed is nothing to say any more; one that never ends is', () => {
    const stranger = [recorded([])];
    expect(codes(kept([{ ends: '2026-11-21T10:00:00.000Z' }]), stranger)).toEqual([]);
    expect(codes(kept([{ ends: '2026-11-21T10:00:00.001Z' }]), stranger)).toHaveLength(1);
    expect(codes(kept([{ ends: null }]), stranger)).toHaveLength(1);
  });
});

test('a credential is ours whichever of the runs made it', () => {
  expect(codes(kept([{}]), [recorded([], { id: OTHER_RUN }), made])).toEqual([]);
});

describe('a credential that is gone', () => {
  test('and was in force is missed, until it would have lapsed', () => {
    expect(codes(kept([{ goneAt: GONE }]), [made])).toEqual([['SWEEP_CREDENTIAL_GONE', keyId(1)]]);
    expect(codes(kept([{ goneAt: GONE }]), [made], Date.parse('2027-01-05T08:00:00Z'))).toEqual([]);
  });

  test.each<[string, readonly Recorded[]]>([
    ['nobody of ours made', [recorded([])]],
    ['a renewal took the place of', [recorded([{ effectId: keyId(1) }], { superseded: SUPERSEDED })]],
    [
      'we removed by its key id',
      [made, recorded([{ kind: 'remove-credential', tag: keyId(1), state: 'verified' }])],
    ],
    ['we are taking away', [recorded([{ effectId: keyId(1), retire: true }])]],
    ['we took back', [recorded([{ effectId: keyId(1), state: 'compensated' }])]],
    ['nobody fetched, so that we removed it', [recorded([{ effectId: keyId(1) }], { handOver: SHREDDED })]],
  ])('and %s is not missed', (_, ours) => {
    expect(codes(kept([{ goneAt: GONE }]), ours)).toEqual([]);
  });

  test('although its removal was planned, which never happened, is missed', () => {
    const planned = recorded([{ kind: 'remove-credential', tag: keyId(1), state: 'planned' }]);
    expect(codes(kept([{ goneAt: GONE }]), [made, planned])).toHaveLength(1);
  });
});

test('of an application that is gone nothing else is said', () => {
  const [finding, ...more] = findingsOf(kept([{ goneAt: GONE }], GONE), [made], NOW);
  expect(more).toEqual([]);
  expect(finding).toEqual({
    appId: appId(1),
    keyId: null,
    runId: RUN,
    failure: { code: 'SWEEP_APPLICATION_GONE', facts: { name: 'Application 1', seen: '20 Nov 2026' } },
  });
});

test('what is found is said with names and days, and without the key id', () => {
  const unnamed = kept([{ displayName: null, ends: '2028-02-29T23:00:00.000Z' }]);
  const [finding] = findingsOf(unnamed, [recorded([])], NOW);
  const { what, why, fix } = explain(finding!.failure);
  expect(`${what} ${why}`).toBe(
    'Application 1 has a credential nobody told us of: without a name. No set-up of ours made it. It is valid until 29 Feb 2028.',
  );
  expect(what + why + fix).not.toContain(keyId(1));
});
