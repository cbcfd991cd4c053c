/**
 * The process is killed at every port call of both Nectar flows, before the call and after it, and started again
 * on the same database and the same cloud. Whatever the moment: one application, one service principal, exactly
 * the planned grants, one live credential that is accounted for.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import type { TestDatabase } from '../fakes/database.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { accountOf } from '../fakes/invariants.ts';
import { Life } from '../fakes/mortal.ts';
import type { Values } from '../fakes/stories.ts';
import { toPlan } from '../fakes/stories.ts';
import { World } from '../fakes/world.ts';

const NOW = Date.UTC(2026, 10, 21);

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Up to the plan undisturbed; then approved and killed; then started again and left alone. */
async function killedAt(values: Values, dieAt: number, when: 'before' | 'after') {
  await database.clear();
  const world = await World.create({ store: database.store, seed: `${dieAt}${when}` });
  const planned = await toPlan(world, 'anna', values);
  const life = new Life({ dieAt, when });
  await world.restart(life);
  await Promise.race([
    world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? ''),
    life.died,
  ]);
  await world.settle(5);
  const died = life.dead;
  await world.restart();
  if (!died) return { world, runId: planned.runId, died };
  const again = await world.view('anna', planned.runId);
  if (again.phase === 'plan')
    await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
  await world.engine.resume();
  await world.settle(30);
  return { world, runId: planned.runId, died };
}

describe.each([
  ['with a secret', (): Values => ({})],
  [
    'with a certificate',
    (): Values => ({ credential: 'certificate', certificate: vendorCertificate(NOW).pem }),
  ],
])('killed at every port call, %s', (name, values) => {
  test.each(['before', 'after'] as const)(
    `${name}: %s the call`,
    async (when) => {
      const chosen = values();
      const broken: unknown[] = [];
      let dieAt = 1;
      for (; ; dieAt += 1) {
        const { world, runId, died } = await killedAt(chosen, dieAt, when);
        const account = await accountOf(world, runId);
        if (account.violations.length > 0) broken.push({ dieAt, when, ...account });
        if (!died) break;
      }
      expect(broken).toEqual([]);
      expect(dieAt).toBeGreaterThan(20);
    },
    300_000,
  );
});
