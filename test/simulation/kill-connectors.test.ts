/** The shapes that Nectar has not: a user, settings and grants on what is there, a clean-up, and half of each cancelled. */
import { arm, heal, throttled, WRITES } from '../fakes/faults.ts';
import {
  CLEAN_UP_FLOW,
  FUNCTIONS_ADDED_FLOW,
  JTEL_FLOW,
  shortOf,
  usersMade,
  type ConnectorFlow,
} from '../fakes/connector-flows.ts';
import { heldBy } from '../fakes/held.ts';
import { ours } from '../fakes/stage.ts';
import type { World } from '../fakes/world.ts';
import { killEverywhere, type Flow } from './kill.ts';

function approved(flow: ConnectorFlow): Flow {
  return {
    name: flow.name,
    stride: 5,
    prepare: async (world) => (await flow.toPlan(world)).runId,
    press: approve,
    violations: (world, runId) => shortOf(world, flow, runId),
  };
}

async function approve(world: World, runId: string): Promise<void> {
  const { phase, plan } = await world.view('anna', runId);
  if (phase === 'plan')
    await world.engine.approve(world.actor('anna'), runId, plan?.hash ?? '', plan?.applicationName);
}

/** Held up at its secret, with everything before it done, when the person changes their mind. */
function cancelled(flow: ConnectorFlow, leftOver: (world: World, before: string) => readonly string[]): Flow {
  let before = '';
  return {
    name: `${flow.name}, cancelled half-way`,
    stride: 11,
    prepare: async (world) => {
      const { runId } = await flow.toPlan(world);
      before = tenant(world);
      arm(world, WRITES.secret, throttled('600'));
      await approve(world, runId);
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
      return [...(phase === 'cancelled' ? [] : [`phase is ${phase}`]), ...leftOver(world, before)];
    },
  };
}

function tenant(world: World): string {
  const names = ours(world).map(({ displayName }) => displayName);
  return JSON.stringify(names.map((name) => heldBy(world.sandbox.world, name)));
}

function nothingOfIt(world: World): readonly string[] {
  return [...ours(world).map(({ displayName }) => displayName), ...usersMade(world)].map(
    (one) => `${one} is left`,
  );
}

function asItWas(world: World, before: string): readonly string[] {
  return tenant(world) === before ? [] : [`it is ${tenant(world)} and was ${before}`];
}

killEverywhere([
  approved(JTEL_FLOW),
  approved(FUNCTIONS_ADDED_FLOW),
  approved(CLEAN_UP_FLOW),
  cancelled(JTEL_FLOW, nothingOfIt),
  cancelled(FUNCTIONS_ADDED_FLOW, asItWas),
]);
