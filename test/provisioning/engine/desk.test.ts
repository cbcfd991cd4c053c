/** One run under one lease: what becomes of a change when the database, a person or another process is in the way. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { Desk, LeaseLost } from '../../../src/provisioning/engine/desk.ts';
import type { EnginePorts } from '../../../src/provisioning/engine/ports.ts';
import { RegistrarError, failure } from '../../../src/provisioning/errors.ts';
import type { LedgerEntry } from '../../../src/provisioning/ports.ts';
import { NOW, run, steps } from '../core/runs.ts';

/** What the stored record is, and what the next commits meet. */
let stored: Run;
let troubles: ('away' | 'applied elsewhere')[];
let committed: LedgerEntry[];
let paused: number[];
let woken: number[];

function desk(given: Run = run()): Desk {
  const ports = {
    clock: { now: () => NOW },
    pause: { pause: (ms: number) => Promise.resolve(void paused.push(ms)) },
    wakes: { wake: (_t: string, _r: string, ms: number) => Promise.resolve(void woken.push(ms)) },
    host: { runChanged: () => undefined },
    ledger: {
      read: () => Promise.resolve({ run: stored, steps: steps() }),
      commit: (_fence: number, entry: LedgerEntry) => commit(entry),
    },
  };
  return new Desk(ports as unknown as EnginePorts, 7, given, steps());
}

async function commit(entry: LedgerEntry): Promise<void> {
  await Promise.resolve();
  const trouble = troubles.shift();
  if (trouble === 'away') throw new RegistrarError('STORE_UNREACHABLE', { cause: 'ECONNREFUSED' });
  if (entry.run.revision !== stored.revision + 1) throw new RegistrarError('STORE_STALE_WRITER');
  if (trouble === 'applied elsewhere') throw new RegistrarError('STORE_STALE_WRITER');
  stored = entry.run;
  committed.push(entry);
}

beforeEach(() => {
  stored = run();
  troubles = [];
  committed = [];
  paused = [];
  woken = [];
});

test('the database is away for a while: the change is kept and committed then', async () => {
  troubles = ['away', 'away'];
  await desk().commit({ run: () => ({ credentialEnds: 'then' }) });
  expect(stored).toMatchObject({ credentialEnds: 'then', revision: 2 });
  expect(paused).toEqual([250, 750]);
});

test('it stays away: after a minute that is said', async () => {
  troubles = Array.from({ length: 20 }, () => 'away' as const);
  await expect(desk().commit({})).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  expect(paused.reduce((sum, ms) => sum + ms)).toBe(60_000);
});

test('the lease went to another: nothing is written any more', async () => {
  troubles = ['applied elsewhere'];
  await expect(desk().commit({})).rejects.toBeInstanceOf(LeaseLost);
  expect(committed).toEqual([]);
});

describe('a person was faster', () => {
  test('without moving the run on: the change is made to the newer record', async () => {
    const mine = desk();
    stored = { ...stored, revision: 2, origin: 'newer' };
    await mine.commit({ run: () => ({ phase: 'proven' }) });
    expect(stored).toMatchObject({ phase: 'proven', origin: 'newer', revision: 3 });
  });

  test('with Cancel: what was found out stands, what was decided does not', async () => {
    const mine = desk();
    stored = { ...stored, revision: 2, phase: 'cancelling' };
    const registration = { applicationId: 'o', appId: 'a', servicePrincipalId: null } as Run['registration'];
    await mine.commit({
      run: () => ({ registration, phase: 'proven', failure: failure('GRAPH_BUG') }),
      steps: steps({ application: { state: 'applied' } }),
      forgetSignIns: true,
    });
    expect(stored).toMatchObject({ phase: 'cancelling', failure: null, registration });
    expect(committed[0]?.steps?.[0]?.state).toBe('applied');
    expect(committed[0]?.forgetSignIns).toBeUndefined();
    await mine.commit({ run: () => ({ phase: 'needs-you' }) });
    expect(stored.phase).toBe('cancelling');
    mine.begin();
    await mine.commit({ run: () => ({ phase: 'cancelled' }) });
    expect(stored.phase).toBe('cancelled');
  });

  test('before an intent was noted: it is not noted, and no request goes out', async () => {
    const mine = desk();
    stored = { ...stored, revision: 2, phase: 'declined' };
    const intent = mine.commit({ intent: true, steps: steps({ application: { state: 'intended' } }) });
    await expect(intent).rejects.toBeInstanceOf(LeaseLost);
    expect(committed).toEqual([]);
  });
});

test('a wait is on record before the wake-up is asked for, in whole milliseconds', async () => {
  await desk().wait(1_234.5, failure('GRAPH_THROTTLED'));
  expect(stored.waiting).toMatchObject({ code: 'GRAPH_THROTTLED', until: '2026-11-21T10:00:01.235Z' });
  expect(woken).toEqual([1_235]);
});
