/** The ways people take through a set-up, told once and used by every journey. */
import type { RunView } from '../../src/provisioning/contract.ts';
import type { Persona, World } from './world.ts';

export type Values = Readonly<Record<string, string>>;

/** From "set up Nectar" (or another) to the plan. */
export async function toPlan(
  world: World,
  key: Persona,
  values: Values = {},
  connector = 'nectar',
): Promise<RunView> {
  const run = await world.engine.start(world.actor(key), connector, 'test');
  return fillIn(world, key, run, values);
}

/** From a button on the card of a run that is proven to the plan of the next one. */
export async function toPlanFrom(
  world: World,
  key: Persona,
  from: { readonly runId: string; readonly what: 'add' | 'next-function' },
  values: Values = {},
): Promise<RunView> {
  const run = await world.engine.startFrom(world.actor(key), from.runId, from.what, 'test');
  return fillIn(world, key, run, { ...shownOn(run), ...values });
}

/** What the form shows when nobody touches it: that is what its Continue sends. */
export function shownOn({ choices }: RunView): Values {
  return Object.fromEntries(
    choices.fields.flatMap((field) => (field.kind === 'fixed' ? [] : [[field.id, String(field.value)]])),
  );
}

async function fillIn(world: World, key: Persona, run: RunView, values: Values): Promise<RunView> {
  const chosen = await world.engine.choose(world.actor(key), run.runId, values);
  if (chosen.phase !== 'sign-in') return chosen;
  await world.signIn(key, run.runId, 'check');
  await world.settle(30);
  return world.view(key, run.runId);
}

/** The plan's own Approve, by whoever asked for it, and as far as it goes within the minutes given. */
export async function approveOwn(
  world: World,
  key: Persona,
  { runId, plan }: RunView,
  minutes = 30,
): Promise<RunView> {
  await world.engine.approve(world.actor(key), runId, plan?.hash ?? '', plan?.applicationName);
  await world.settle(minutes);
  return world.view(key, runId);
}

/** And on, by the same person, as far as it goes within the minutes given. */
export async function toProven(
  world: World,
  key: Persona,
  values: Values = {},
  minutes = 30,
  connector = 'nectar',
): Promise<RunView> {
  return approveOwn(world, key, await toPlan(world, key, values, connector), minutes);
}
