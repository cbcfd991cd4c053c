/**
 * Every secret that went over the wire is a canary: it must be found nowhere in the database, in no answer of the
 * engine but the one that reveals it, and in no failure. Sealed copies do not count, since nobody can read them there.
 */
import type { TestDatabase } from './database.ts';
import { canariesIn } from './search/canaries.ts';
import type { Text } from './search/find.ts';
import { leaks } from './search/leaks.ts';
import { saidBy } from './search/overheard.ts';
import { everyRow } from './search/rows.ts';
import type { World } from './world.ts';

/** What was found where, the value unsaid: none when all is well. `more` is looked for as well. */
export async function findSecrets(
  world: World,
  { database }: TestDatabase,
  ...more: readonly string[]
): Promise<readonly string[]> {
  const given = more.map((value) => ({ what: 'what was given', value }));
  await lookAtEveryRun(world);
  const searched = [...(await everyRow(database.kysely)), ...answers(world), ...failures(world)];
  return leaks([...canariesIn(world.exchanges), ...given], searched);
}

/** The answers are remembered. */
async function lookAtEveryRun(world: World): Promise<void> {
  const anna = world.actor('anna');
  const lines = await world.engine.list(anna);
  await Promise.all(lines.map(({ runId }) => world.engine.view(anna, runId)));
}

function answers(world: World): Text[] {
  return world.answers.map(({ method, value }) => ({
    place: `the answer of ${method}`,
    text: JSON.stringify(value ?? null),
    reveal: method.startsWith('reveal'),
  }));
}

function failures(world: World): Text[] {
  return [...world.failures, ...world.refusals].map((cause) => ({ place: 'a failure', text: saidBy(cause) }));
}
