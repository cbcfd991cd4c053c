/** What a look at one registration alone finds: who may sign in as it, and what it holds that was not proven. */
import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../../../src/provisioning/core/run.ts';
import { judge } from '../../../../src/provisioning/core/proof.ts';
import { findingsOf } from '../../../../src/provisioning/core/watch/findings.ts';
import type { KeptApplication, KeptLook } from '../../../../src/provisioning/core/watch/kept.ts';
import { explain } from '../../../../src/provisioning/errors.ts';
import { AT, aKnown, appId, objectId } from '../../store/records-inventory.ts';
import { aRun } from '../../store/records.ts';
import { KEY, madeBy } from '../ground.ts';
import { contoso, planOf } from '../nectar.ts';

const PROVEN = '2026-11-21T10:00:00.000Z';
const SEEN = '2026-11-21T10:15:00.000Z';
const plan = planOf();
const { resources } = contoso();
const back = { ...madeBy(plan), user: null, resources };
const stranger = { id: 'x', appRoleId: 'somebody-else', resourceId: resources[0]!.servicePrincipalId };

function look(change: Partial<KeptLook> = {}): KeptLook {
  return {
    ...{ applicationId: objectId(1), appId: appId(1), at: SEEN, federated: [] },
    ...{ assignments: back.assignments, grants: null, directoryRoles: null },
    ...change,
  };
}

function ready(change: Partial<Run> = {}): Run {
  const proof = judge(plan, back, null, KEY, PROVEN);
  return aRun({ phase: 'handed-over', plan, proof, facts: contoso(), ...change });
}

function found(seen: KeptLook, runs: readonly [Run, ...Run[]] = [ready()], goneAt: string | null = null) {
  const times = { firstSeen: AT, lastSeen: AT };
  const application: KeptApplication = { ...aKnown(1), ...times, goneAt, credentials: [], look: seen };
  const [newest, ...older] = runs.map((run) => ({ run, steps: [] }));
  return findingsOf(application, [newest!, ...older], Date.parse(SEEN));
}

const codes = (...args: Parameters<typeof found>) => found(...args).map(({ failure }) => failure.code);

test('as it was proven, there is nothing to say', () => {
  expect(found(look())).toEqual([]);
});

test('who may sign in as it by federation is named, with the issuer, and that it never ends', () => {
  const pipeline = { id: 'f', name: 'pipeline', issuer: 'https://ci.example', subject: 'repo:main' };
  const [finding] = found(look({ federated: [pipeline] }));
  expect(finding).toMatchObject({ appId: appId(1), keyId: null });
  const { what, why } = explain(finding!.failure);
  expect(`${what} ${why}`).toBe(
    'Application 1 lets somebody sign in as it, and nobody told us: the federated credential pipeline. ' +
      'No set-up of ours made it. Whoever is repo:main at https://ci.example acts as this application, and it never ends.',
  );
});

describe('a permission', () => {
  test('that is gone, and one that nobody planned', () => {
    expect(codes(look({ assignments: back.assignments.slice(1) }))).toEqual(['SWEEP_PERMISSION_MISSING']);
    expect(codes(look({ assignments: [...back.assignments, stranger] }))).toEqual(['SWEEP_PERMISSION_EXTRA']);
    expect(codes(look({ assignments: [] }))).toHaveLength(back.assignments.length);
  });

  test('that nobody planned is called by the name the look learned', () => {
    const names = { [stranger.appRoleId]: 'Sites.Read.All' };
    const told = (change: Partial<KeptLook>) =>
      found(look({ assignments: [...back.assignments, stranger], ...change })).map(
        ({ failure }) => failure.facts,
      );
    expect(told({ names })).toEqual([{ name: 'Application 1', permission: 'Sites.Read.All (application)' }]);
    expect(told({})).toEqual([{ name: 'Application 1', permission: 'somebody-else (application)' }]);
  });

  test('is not missed within the time a replica may lag behind the proof', () => {
    expect(codes(look({ assignments: [], at: '2026-11-21T10:14:59.999Z' }))).toEqual([]);
    expect(codes(look({ assignments: [], at: '2026-11-20T10:00:00.000Z' }))).toEqual([]);
  });

  test('is not missed while a set-up of ours is at work there', () => {
    const working = ready({ phase: 'working', proof: null });
    expect(codes(look({ assignments: [] }), [working, ready()])).toEqual([]);
  });

  test('is not missed where nothing was ever proven', () => {
    expect(codes(look({ assignments: [] }), [ready({ proof: null })])).toEqual([]);
  });

  test('is nothing beside an application that is gone', () => {
    expect(codes(look({ assignments: [] }), [ready()], AT)).toEqual(['SWEEP_APPLICATION_GONE']);
  });
});
