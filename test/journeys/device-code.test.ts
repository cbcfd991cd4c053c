/** Signing in with a code that is typed at Microsoft's page, from the card to the end of the set-up. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { RunView } from '../../src/provisioning/contract.ts';
import { RegistrarError } from '../../src/provisioning/index.ts';
import type { DeviceCodeBegun, SignInPurpose } from '../../src/provisioning/index.ts';
import type { FaultEffect } from '../../src/sandbox/control/faults.ts';
import { typeCode } from '../fakes/code-typist.ts';
import { answers, arm, LOST_BEFORE, TOKEN_ENDPOINT, WRITES } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import { World, type Persona } from '../fakes/world.ts';

const stage = useStage({ deviceCode: true });
const BROWSER = 'the-browser-cookie';
const SECOND = 1_000;

/** What a sign-in sets going comes to rest before the database closes. */
afterEach(() => stage.world.engine.idle());

/** A run that waits for the first sign-in of `key`. */
async function waiting(world: World, key: Persona = 'anna'): Promise<RunView> {
  const run = await world.engine.start(world.actor(key), 'nectar', 'test');
  return world.engine.choose(world.actor(key), run.runId, {});
}

function begin(world: World, runId: string, key: Persona = 'anna', purpose: SignInPurpose = 'check') {
  return world.engine.beginDeviceSignIn(world.actor(key), runId, purpose, BROWSER);
}

/** The page's next question, an interval later. */
async function ask(world: World, { state }: Pick<DeviceCodeBegun, 'state'>, browser: string = BROWSER) {
  world.clock.advance(5 * SECOND);
  return world.engine.pollDeviceSignIn({ state, browser });
}

/** Of a failure that was thrown. */
function codeOf(thrown: unknown): string {
  return thrown instanceof RegistrarError ? thrown.code : String(thrown);
}

/** Questions to the token endpoint about a code. */
function polls(world: World): number {
  return world.exchanges.filter(({ request }) => request.body.includes('device_code=')).length;
}

async function pendingRows(): Promise<unknown[]> {
  return stage.database.database.kysely.selectFrom('pending_sign_ins').selectAll().execute();
}

describe('somebody types the code', () => {
  test('and the set-up goes on as after any sign-in, to the proof', async () => {
    const { world } = stage;
    const run = await waiting(world);
    const code = await begin(world, run.runId);
    expect(code).toMatchObject({
      verificationUri: 'http://localhost:3979/devicelogin',
      expiresAt: '2026-11-21T10:15:00.000Z',
      intervalSeconds: 5,
    });
    expect(await ask(world, code)).toMatchObject({
      kind: 'pending',
      person: { displayName: 'Anna Admin' },
      run: { runId: run.runId, phase: 'sign-in' },
      code: { userCode: code.userCode },
      nextInSeconds: 5,
    });
    expect(await typeCode(world, code, 'anna')).toContain('You have signed in as Anna Admin');
    expect(await ask(world, code)).toMatchObject({
      kind: 'done',
      outcome: { purpose: 'check', person: { displayName: 'Anna Admin' }, run: { runId: run.runId } },
    });
    expect(await pendingRows()).toEqual([]);
    await world.settle(30);
    const planned = await world.view('anna', run.runId);
    expect(planned.phase).toBe('plan');
    expect((await approveAndSettle(world, 'anna', planned)).phase).toBe('proven');
    await expectAllAccountedFor(world, run.runId);
    expect(world.exchanges.some(({ response }) => response.body.includes('refresh_token'))).toBe(false);
  });

  test('after their last sign-in was taken back: with the claims Entra wants, and the work goes on', async () => {
    const { world } = stage;
    const planned = await toPlan(world, 'anna');
    const wanted = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(wanted).toString('base64')}"`;
    const refusal = { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' };
    arm(world, WRITES.application, answers(401, refusal, { 'www-authenticate': challenge }), 1);
    await approveAndSettle(world, 'anna', planned);
    const code = await begin(world, planned.runId, 'anna', 'resume');
    await typeCode(world, code, 'anna');
    expect((await ask(world, code)).kind).toBe('done');
    const sent = world.exchanges.map(({ request }) => new URLSearchParams(request.body).get('claims'));
    expect(sent.filter((claims) => claims === wanted)).toHaveLength(2);
    await world.settle(5);
    await expectAllAccountedFor(world, planned.runId);
  });

  test('between a question and a restart: the next question still finds it', async () => {
    const { world } = stage;
    const run = await waiting(world);
    const code = await begin(world, run.runId);
    expect((await ask(world, code)).kind).toBe('pending');
    await world.restart();
    expect((await ask(world, code)).kind).toBe('pending');
    await typeCode(world, code, 'anna');
    await world.restart();
    expect((await ask(world, code)).kind).toBe('done');
    await world.settle(30);
    expect((await world.view('anna', run.runId)).phase).toBe('plan');
  });

  test('and two pages ask at once: Entra is asked once, and one of them hears of it', async () => {
    const { world } = stage;
    const code = await begin(world, (await waiting(world)).runId);
    await typeCode(world, code, 'anna');
    world.clock.advance(5 * SECOND);
    const asked = { state: code.state, browser: BROWSER };
    const both = await Promise.all(
      [1, 2].map(() => world.engine.pollDeviceSignIn(asked).then(({ kind }) => kind, codeOf)),
    );
    // The other comes while the first asks, or when the code is used up.
    expect([
      ['done', 'pending'],
      ['SIGNIN_STATE', 'done'],
    ]).toContainEqual(both.sort());
    expect(polls(world)).toBe(1);
    await expect(ask(world, code)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
  });

  test('who is somebody else: nothing happens, and the code is used up', async () => {
    const { world } = stage;
    const run = await waiting(world);
    const code = await begin(world, run.runId);
    await typeCode(world, code, 'bo');
    await expect(ask(world, code)).rejects.toMatchObject({
      code: 'SIGNIN_WRONG_PERSON',
      facts: { expected: 'Anna Admin', actual: 'Bo Builder' },
    });
    expect((await world.view('anna', run.runId)).phase).toBe('sign-in');
    await expect(ask(world, code)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
  });
});

describe('nobody signs in with the code', () => {
  test('because they refuse: told so, and a new code can be had', async () => {
    const { world } = stage;
    const run = await waiting(world);
    const code = await begin(world, run.runId);
    await typeCode(world, code, 'refuse');
    await expect(ask(world, code)).rejects.toMatchObject({ code: 'SIGNIN_DECLINED' });
    expect(await pendingRows()).toEqual([]);
    const again = await begin(world, run.runId);
    await typeCode(world, again, 'anna');
    expect((await ask(world, again)).kind).toBe('done');
  });

  test('in fifteen minutes: it ends by business time, without asking Entra', async () => {
    const { world } = stage;
    const code = await begin(world, (await waiting(world)).runId);
    world.clock.advance(15 * 60 * SECOND);
    await expect(ask(world, code)).rejects.toMatchObject({ code: 'SIGNIN_CODE_EXPIRED' });
    expect([polls(world), await pendingRows()]).toEqual([0, []]);
  });

  test('because it was cancelled here: what is typed afterwards counts for nothing', async () => {
    const { world } = stage;
    const run = await waiting(world);
    const code = await begin(world, run.runId);
    await world.engine.cancelDeviceSignIn({ state: code.state, browser: BROWSER });
    await typeCode(world, code, 'anna');
    await expect(ask(world, code)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    await expect(
      world.engine.cancelDeviceSignIn({ state: code.state, browser: BROWSER }),
    ).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    expect((await world.view('anna', run.runId)).phase).toBe('sign-in');
  });
});

describe('asking after a code', () => {
  test('faster than Entra allows is answered without it', async () => {
    const { world } = stage;
    const code = await begin(world, (await waiting(world)).runId);
    const asked = { state: code.state, browser: BROWSER };
    expect(await world.engine.pollDeviceSignIn(asked)).toMatchObject({ kind: 'pending', nextInSeconds: 5 });
    world.clock.advance(3 * SECOND);
    expect(await world.engine.pollDeviceSignIn(asked)).toMatchObject({ kind: 'pending', nextInSeconds: 2 });
    expect(polls(world)).toBe(0);
    await ask(world, code);
    await world.engine.pollDeviceSignIn(asked);
    expect(polls(world)).toBe(1);
  });

  const TOO_FAST: FaultEffect = {
    kind: 'answer',
    when: 'before',
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: '{"error":"slow_down"}',
  };

  test.each([
    ['says that it is asked too fast', TOO_FAST],
    ['does not answer', LOST_BEFORE],
  ])('while Entra %s: patience, five seconds more of it', async (_, fault) => {
    const { world } = stage;
    const code = await begin(world, (await waiting(world)).runId);
    arm(world, TOKEN_ENDPOINT, fault);
    expect(await ask(world, code)).toMatchObject({ kind: 'pending', nextInSeconds: 10 });
    await typeCode(world, code, 'anna');
    expect(await ask(world, code)).toMatchObject({ kind: 'pending', nextInSeconds: 5 });
    expect((await ask(world, code)).kind).toBe('done');
  });

  test('from another browser learns nothing and ends nothing', async () => {
    const { world } = stage;
    const code = await begin(world, (await waiting(world)).runId);
    await typeCode(world, code, 'anna');
    const elsewhere = { state: code.state, browser: 'another-browser' };
    await expect(ask(world, code, elsewhere.browser)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    await expect(world.engine.cancelDeviceSignIn(elsewhere)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    expect((await ask(world, code)).kind).toBe('done');
  });

  test('is no way to finish the browser’s sign-in, nor is that a way to finish this', async () => {
    const { world } = stage;
    const { runId } = await waiting(world);
    const code = await begin(world, runId);
    await expect(
      world.engine.finishSignIn({ state: code.state, browser: BROWSER, code: 'x' }),
    ).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    const { url } = await world.engine.beginSignIn(world.actor('anna'), runId, 'check', BROWSER);
    const state = new URL(url).searchParams.get('state') ?? '';
    await expect(ask(world, { state })).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
    expect((await ask(world, code)).kind).toBe('pending');
  });
});

describe('a code is not to be had', () => {
  test.each(['approve', 'hand-over'] as const)(
    'to %s: whoever is talked into typing it would do it',
    async (purpose) => {
      const { world } = stage;
      const planned = await toPlan(world, 'anna');
      await expect(begin(world, planned.runId, 'anna', purpose)).rejects.toMatchObject({
        code: 'SIGNIN_CODE_NOT_HERE',
      });
    },
  );

  test('for somebody else’s set-up', async () => {
    const { world } = stage;
    const { runId } = await waiting(world);
    await expect(begin(world, runId, 'bo')).rejects.toMatchObject({ code: 'RUN_NOT_YOURS' });
  });

  test('where it is not set up, or the vendor does not ask for it', async () => {
    expect(stage.world.engine.canUseDeviceCode()).toBe(true);
    const world = await World.create({ store: stage.database.store });
    expect(world.engine.canUseDeviceCode()).toBe(false);
    const { runId } = await waiting(world);
    await expect(begin(world, runId)).rejects.toMatchObject({ code: 'SIGNIN_CODE_OFF' });
    await expect(ask(world, { state: 'x' })).rejects.toMatchObject({ code: 'SIGNIN_CODE_OFF' });
  });
});
