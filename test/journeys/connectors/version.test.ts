/** A definition that changes while a set-up is under way: nobody approves what it no longer says. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadDefinition } from '../../../src/provisioning/connectors/load.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { vendorCertificate } from '../../fakes/certificates.ts';
import { useStage } from '../../fakes/stage.ts';
import { approveOwn, toPlan } from '../../fakes/stories.ts';

const file = readFileSync(new URL('own/harbour-recorder.yaml', import.meta.url));
const loaded = loadDefinition('harbour-recorder.yaml', file);
const installed: Definition[] = loaded.ok ? [loaded.definition] : [];
const stage = useStage({ definitions: installed });
const { pem } = vendorCertificate(Date.UTC(2026, 10, 21));

test('a plan of an older version is not approved; made anew, it is', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna', { certificate: pem }, 'harbour-recorder');
  installed.splice(0, 1, { ...(installed[0] as Definition), version: 4 });
  await world.restart();
  const stale = world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
  await expect(stale).rejects.toMatchObject({ code: 'RUN_VERSION', facts: { planned: 3, now: 4 } });
  await world.engine.change(world.actor('anna'), planned.runId);
  await world.engine.choose(world.actor('anna'), planned.runId, {});
  await world.signIn('anna', planned.runId, 'check');
  await world.settle(5);
  expect((await approveOwn(world, 'anna', await world.view('anna', planned.runId))).phase).toBe('proven');
});
