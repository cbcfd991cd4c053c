/** The register beside the chat: at every turn of a journey both say the same, and a registration is told whole. */
import { expect, test } from '@jest/globals';
import { DAY, toIso } from '../../src/provisioning/core/dates.ts';
import type { RunId } from '../../src/provisioning/core/ids.ts';
import { registerOn } from '../fakes/register-on.ts';
import { EVERY_LINE, expectSameTruth } from '../fakes/same-truth.ts';
import { ours, truthOf, useStage } from '../fakes/stage.ts';
import { approveOwn, toPlan, toPlanFrom, toProven } from '../fakes/stories.ts';

const stage = useStage();

const truth = () => truthOf(stage);

/** The one line, after it was held against what the chat says. */
async function line() {
  const lines = await expectSameTruth(truth());
  expect(lines).toHaveLength(1);
  return lines[0];
}

test('a set-up, its hand-over, its end, its renewal and what is added are one line all along', async () => {
  const { world } = stage;
  const anna = world.actor('anna');
  const begun = await world.engine.start(anna, 'nectar', 'test');
  expect(await line()).toMatchObject({ id: begun.runId, state: 'under-way', appId: null, checkedAt: null });
  await world.engine.cancel(anna, begun.runId);
  expect(await expectSameTruth(truth())).toEqual([]);

  const planned = await toPlan(world, 'anna');
  expect(await line()).toMatchObject({
    ...{ id: planned.runId, state: 'needs-you', why: { code: 'REGISTER_PLAN_WAITS' } },
    permissions: { granted: null, planned: 3 },
  });
  const proven = await approveOwn(world, 'anna', planned);
  expect(await line()).toMatchObject({
    ...{ id: planned.runId, appId: proven.registration?.appId, state: 'healthy', why: null, lapses: 1 },
    permissions: { granted: 3, planned: 3 },
    nextLapse: { kind: 'secret', ends: proven.proof?.credentialEnds },
    owner: 'Anna Admin',
  });

  await world.engine.openHandOver(anna, planned.runId);
  await world.engine.revealSecret(anna, planned.runId);
  await world.engine.confirmSent(anna, planned.runId);
  world.clock.advance(2 * DAY);
  expect(await line()).toMatchObject({ state: 'unknown', why: { code: 'REGISTER_NOT_CHECKED' } });
  world.clock.advance(320 * DAY);
  expect(await line()).toMatchObject({ state: 'expiring' });
  const renewal = await world.engine.renew(anna, planned.runId, 'test');
  expect(await line()).toMatchObject({ id: planned.runId, state: 'expiring', lapses: 1 });
  await world.engine.choose(anna, renewal.runId, {});
  await world.signIn('anna', renewal.runId, 'check');
  await world.settle(5);
  expect(await line()).toMatchObject({ state: 'needs-you' });
  await approveOwn(world, 'anna', await world.view('anna', renewal.runId));
  expect(await line()).toMatchObject({ state: 'expiring', lapses: 2, why: { code: 'REGISTER_EXPIRING' } });
  world.clock.advance(60 * DAY);
  expect(await line()).toMatchObject({ state: 'lapsed' });

  await world.engine.openHandOver(anna, renewal.runId);
  await world.engine.revealSecret(anna, renewal.runId);
  for (const { id } of (await world.view('anna', renewal.runId)).checklist)
    await world.engine.tick(anna, renewal.runId, id, 'done');
  await world.engine.removeOld(anna, renewal.runId);
  await world.signIn('anna', renewal.runId, 'remove');
  await world.settle(5);
  expect(await line()).toMatchObject({ id: planned.runId, state: 'healthy', lapses: 1 });
}, 120_000);

test('functions of their own have lines of their own, another added has none', async () => {
  const { world } = stage;
  const first = await toProven(world, 'anna', { calendar: 'true' }, 30, 'cirrus-connect');
  const lines = await expectSameTruth(truth());
  expect(lines).toHaveLength(1);
  await approveOwn(
    world,
    'anna',
    await toPlanFrom(world, 'anna', { runId: first.runId, what: 'add' }, { directory: 'true' }),
  );
  expect((await expectSameTruth(truth())).map(({ id }) => id)).toEqual([first.runId]);
}, 60_000);

test('a user whose password and sign-in lapse has them in its line, dated once they are ticked', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', { signInRepeats: '30' }, 30, 'jtel-presence');
  await expectSameTruth(truth());
  for (const { id } of run.checklist)
    await world.engine.tick(world.actor('anna'), run.runId, id, 'done').catch(() => undefined);
  await expectSameTruth(truth());
}, 60_000);

test('one registration is told whole: proof with reasons, credentials, history with Graph’s ids, findings', async () => {
  const { world, database } = stage;
  const run = await toProven(world, 'anna');
  const register = registerOn(truth());
  const view = await register.one(world.actor('bo'), run.runId);
  const there = ours(world)[0]?.passwordCredentials[0];
  expect(there?.hint).toHaveLength(3);
  expect(view.line).toEqual((await register.page(view.runs[0]?.tenantId ?? '', EVERY_LINE)).lines[0]);
  expect(view.proof).toEqual(run.proof);
  expect(Object.keys(view.reasons).sort()).toEqual(run.plan?.permissions.map(({ value }) => value).sort());
  expect(Object.values(view.reasons).every((why) => why.length > 10)).toBe(true);
  expect(view.credentials).toMatchObject([
    {
      ...{ kind: 'secret', ends: run.proof?.credentialEnds, runId: run.runId, snoozed: null },
      hint: there?.hint,
      starts: expect.stringMatching(/^2026-/),
      owner: { displayName: 'Anna Admin' },
    },
  ]);
  expect(view.handOver).toEqual(run.handOver);
  expect(view.portalUrl).toBe(run.registration?.portalUrl);
  const made = view.history.find(({ what }) => what === 'Made the application');
  expect(made).toMatchObject({ who: 'Anna Admin', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(view.history.map(({ at }) => at)).toEqual(
    view.history
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const lapseId = view.credentials[0]?.lapseId ?? '';
  const mark = { until: toIso(world.clock.now() + DAY), reason: 'later', by: world.actor('bo') };
  await database.store.alerts.putMark(world.actor('anna').tenantId as never, lapseId, {
    snooze: mark,
    notOurs: null,
  });
  const again = await register.one(world.actor('bo'), run.runId);
  expect(again.credentials[0]?.snoozed).toMatchObject({ reason: 'later', by: 'Bo Builder' });
}, 60_000);

test('another tenant’s registration, or none, is not there', async () => {
  const { world } = stage;
  const run = await toPlan(world, 'anna');
  const register = registerOn(truth());
  const stranger = { ...world.actor('anna'), tenantId: '99999999-0000-4000-8000-000000000000' };
  for (const [actor, id] of [
    [stranger, run.runId],
    [world.actor('anna'), '12345678-0000-4000-8000-000000000000' as RunId],
    [world.actor('anna'), '../etc'],
    [{ ...stranger, tenantId: 'x' }, run.runId],
  ] as const)
    await expect(register.one(actor, id)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  expect((await register.page(stranger.tenantId, EVERY_LINE)).lines).toEqual([]);
});
