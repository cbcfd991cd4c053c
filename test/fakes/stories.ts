/** The ways people take through a set-up, told once and used by every journey. */
import type { RunView } from '../../src/provisioning/contract.ts';
import type { Persona, World } from './world.ts';

export type Values = Readonly<Record<string, string>>;

/** From "set up Nectar" to the plan. */
export async function toPlan(world: World, key: Persona, values: Values = {}): Promise<RunView> {
  const run = await world.engine.start(world.actor(key), 'nectar', 'test');
  const chosen = await world.engine.choose(world.actor(key), run.runId, values);
  if (chosen.phase !== 'sign-in') return chosen;
  await world.signIn(key, run.runId, 'check');
  await world.settle(30);
  return world.view(key, run.runId);
}

/** And on, by the same person, as far as it goes within the minutes given. */
export async function toProven(
  world: World,
  key: Persona,
  values: Values = {},
  minutes = 30,
): Promise<RunView> {
  const planned = await toPlan(world, key, values);
  await world.engine.approve(world.actor(key), planned.runId, planned.plan?.hash ?? '');
  await world.settle(minutes);
  return world.view(key, planned.runId);
}
