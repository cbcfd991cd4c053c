/** One set-up of Nectar against the pretend cloud on real sockets, and what it cost there. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { growWorld } from '../../src/sandbox/seed/grow.ts';
import type { ServedRequest } from '../../src/sandbox/ports.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { RunningClock } from '../../test/fakes/clock.ts';
import { openInMemory } from '../../test/fakes/database.ts';
import type { Values } from '../../test/fakes/stories.ts';
import { toPlan } from '../../test/fakes/stories.ts';
import { World } from '../../test/fakes/world.ts';

export interface Cost {
  /** Dependent round trips of the checks, after the browser sign-in. */
  readonly preflightRoundTrips: number;
  /** Dependent round trips from the approval to the proof, the token's included. */
  readonly roundTrips: number;
  readonly totalRoundTrips: number;
  readonly requests: number;
  readonly bytes: number;
  /** The checks, and from the approval to the proof; the person in between is left out. */
  readonly wallMs: number;
}

export async function measureSetUp(
  servicePrincipals: number,
  latencyMs: number,
  values: Values = {},
): Promise<Cost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'registrar-bench-'));
  const clock = new RunningClock();
  const running = await startSandbox({ dataDir, port: 0, tlsPort: 0, clock: { now: () => clock.exact() } });
  const database = await openInMemory();
  try {
    setDefaultCACertificates([...getCACertificates('default'), await readFile(running.caFile, 'utf8')]);
    growWorld(running.sandbox.world, { servicePrincipals });
    running.sandbox.switches.latencyMs = latencyMs;
    const world = await World.create({ store: database.store, cloud: { ...running, clock } });
    return await oneRun(world, values);
  } finally {
    await running.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function oneRun(world: World, values: Values): Promise<Cost> {
  const planned = await toPlan(world, 'anna', values);
  const log = world.sandbox.requests();
  const before = log.length;
  const preflight = log.slice(log.findLastIndex(isCodeRedemption) + 1);
  const began = performance.now();
  await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
  await world.settle(5);
  const runMs = performance.now() - began;
  const run = log.slice(before);
  const preflightRoundTrips = depth(preflight);
  const roundTrips = depth(run);
  return {
    preflightRoundTrips,
    roundTrips,
    totalRoundTrips: preflightRoundTrips + roundTrips,
    requests: preflight.length + run.length,
    bytes: [...preflight, ...run].reduce((sum, one) => sum + one.requestBytes + one.responseBytes, 0),
    wallMs: Math.round(spanOf(preflight) + runMs),
  };
}

/** Milliseconds from the first request to the last answer. */
function spanOf(requests: readonly ServedRequest[]): number {
  const began = Math.min(...requests.map(({ startedAt }) => startedAt));
  return Math.max(...requests.map(({ endedAt }) => endedAt)) - began;
}

/** The checks begin when the browser sign-in has ended. */
function isCodeRedemption({ path }: ServedRequest): boolean {
  return path.includes('/oauth2/v2.0/token');
}

/** Greedy interval scheduling: the most requests that can be put one after the other. */
function depth(requests: readonly ServedRequest[]): number {
  let chain = 0;
  let free = -Infinity;
  for (const { startedAt, endedAt } of requests.toSorted((a, b) => a.endedAt - b.endedAt)) {
    if (startedAt < free) continue;
    chain += 1;
    free = endedAt;
  }
  return chain;
}
