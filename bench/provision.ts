/**
 * What one set-up of Nectar with a secret costs on the wire, in tenants of 50 and of 2,000 service principals, at 0
 * and 100 ms latency. Depth is derived from the intervals in which the pretend cloud served each request: the
 * longest chain of requests of which none began before another had ended.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { growWorld } from '../src/sandbox/seed/grow.ts';
import type { ServedRequest } from '../src/sandbox/ports.ts';
import { startSandbox } from '../src/sandbox/server.ts';
import { RunningClock } from '../test/fakes/clock.ts';
import { openTestDatabase } from '../test/fakes/database.ts';
import { toPlan } from '../test/fakes/stories.ts';
import { World } from '../test/fakes/world.ts';

const TENANTS = [50, 2_000];
const LATENCIES = [0, 100];

export default async function provision() {
  const rows = [];
  for (const servicePrincipals of TENANTS) {
    for (const latencyMs of LATENCIES) rows.push(await measure(servicePrincipals, latencyMs));
  }
  return { rows };
}

async function measure(servicePrincipals: number, latencyMs: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'registrar-bench-'));
  const clock = new RunningClock();
  const running = await startSandbox({ dataDir, port: 0, tlsPort: 0, clock: { now: () => clock.exact() } });
  const database = await openTestDatabase();
  try {
    setDefaultCACertificates([...getCACertificates('default'), await readFile(running.caFile, 'utf8')]);
    growWorld(running.sandbox.world, { servicePrincipals });
    running.sandbox.switches.latencyMs = latencyMs;
    const world = await World.create({ store: database.store, cloud: { ...running, clock } });
    return { servicePrincipals, latencyMs, ...(await oneRun(world)) };
  } finally {
    await running.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function oneRun(world: World) {
  const planned = await toPlan(world, 'anna');
  const log = world.sandbox.requests();
  const before = log.length;
  const preflight = log.slice(log.findLastIndex(isCodeRedemption) + 1);
  const began = performance.now();
  await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
  await world.settle(5);
  const wallMs = Math.round(performance.now() - began);
  const run = log.slice(before);
  const preflightRoundTrips = depth(preflight);
  const roundTrips = depth(run);
  return {
    preflightRoundTrips,
    roundTrips,
    totalRoundTrips: preflightRoundTrips + roundTrips,
    requests: preflight.length + run.length,
    bytes: [...preflight, ...run].reduce((sum, one) => sum + one.requestBytes + one.responseBytes, 0),
    wallMs,
  };
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
