/** The ways of a person through a set-up that a kill may interrupt, and what must hold after each. */
import { vendorCertificate } from '../fakes/certificates.ts';
import { WRITES, arm, heal, throttled } from '../fakes/faults.ts';
import { accountOf } from '../fakes/invariants.ts';
import { ours } from '../fakes/stage.ts';
import type { Values } from '../fakes/stories.ts';
import { toPlan, toProven } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';
import type { Flow } from './kill.ts';

const NOW = Date.UTC(2026, 10, 21);

async function provenAccount(world: World, runId: string): Promise<readonly string[]> {
  return (await accountOf(world, runId)).violations;
}

function approved(name: string, values: () => Values): Flow {
  return {
    name,
    stride: 1,
    prepare: async (world) => (await toPlan(world, 'anna', values())).runId,
    press: async (world, runId) => {
      const { phase, plan } = await world.view('anna', runId);
      if (phase === 'plan') await world.engine.approve(world.actor('anna'), runId, plan?.hash ?? '');
    },
    violations: provenAccount,
  };
}

const byAnother: Flow = {
  name: 'approved by another person',
  stride: 3,
  prepare: async (world) => {
    const { runId } = await toPlan(world, 'bo');
    await world.engine.askApprover(world.actor('bo'), runId, world.actor('anna').oid);
    return runId;
  },
  press: async (world, runId) => {
    const { phase } = await world.view('anna', runId);
    if (phase === 'approval') await world.signIn('anna', runId, 'approve');
  },
  violations: provenAccount,
};

const cancelled: Flow = {
  name: 'cancelled half-way',
  stride: 2,
  prepare: async (world) => {
    const { runId, plan } = await toPlan(world, 'anna');
    arm(world, WRITES.secret, throttled('600'));
    await world.engine.approve(world.actor('anna'), runId, plan?.hash ?? '');
    await world.settle(0.1);
    heal(world);
    return runId;
  },
  press: async (world, runId) => {
    const { phase } = await world.view('anna', runId);
    if (phase === 'working') await world.engine.cancel(world.actor('anna'), runId);
  },
  violations: async (world, runId) => {
    const { phase } = await world.view('anna', runId);
    const left = ours(world).map(({ displayName }) => `${displayName} is left`);
    return phase === 'cancelled' ? left : [`phase is ${phase}`, ...left];
  },
};

const remade: Flow = {
  name: 'secret made anew',
  stride: 4,
  prepare: async (world) => {
    const { runId } = await toProven(world, 'anna');
    await world.engine.openHandOver(world.actor('anna'), runId);
    await world.engine.revealSecret(world.actor('anna'), runId);
    return runId;
  },
  press: async (world, runId) => {
    const { phase, handOver } = await world.view('anna', runId);
    if (phase === 'proven' && handOver.state === 'revealed')
      await world.engine.remakeSecret(world.actor('anna'), runId);
    await world.settle(0.1);
    const { phase: then } = await world.view('anna', runId);
    if (then === 'needs-sign-in') await world.signIn('anna', runId, 'resume');
  },
  violations: provenAccount,
};

export const FLOWS: readonly Flow[] = [
  approved('with a secret', () => ({})),
  approved('with a certificate', () => ({ credential: 'certificate', certificate: certificate().pem })),
  byAnother,
  cancelled,
  remade,
];

let made: ReturnType<typeof vendorCertificate> | undefined;

function certificate(): ReturnType<typeof vendorCertificate> {
  return (made ??= vendorCertificate(NOW));
}
