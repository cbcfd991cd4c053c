/** Presses that are old, used, somebody else's or made up: nothing changes, and the card says why. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, actionTitles, ChatRoom, chatOf, textOf } from '../../fakes/chat-room.ts';
import type { Message } from '../../fakes/chat-room.ts';
import { ANNA, PIA, PLAN, TENANT } from '../../fakes/run-views.ts';

type Json = Record<string, unknown>;

let room: ChatRoom;
beforeEach(async () => {
  room = await ChatRoom.open();
  await room.say(ANNA, 'set up nectar');
  room.provisioning.set(room.provisioning.only.runId, { phase: 'plan', plan: PLAN });
  await room.bot.idle();
});
afterEach(() => room.close());

const plan = (): Message => room.last();

function answered(result: { body: Json | undefined }): string {
  return textOf(result.body?.['value'] as Json);
}

describe('a press', () => {
  test('counts once, however often it is delivered', async () => {
    const approve = room.pressing(ANNA, plan(), 'Approve and register');
    const answers = await Promise.all([room.deliver(approve), room.deliver(approve), room.deliver(approve)]);
    await room.bot.idle();
    expect(room.provisioning.changes.filter((what) => what === 'approve')).toHaveLength(1);
    expect(answers.filter((one) => answered(one).includes('pressed already'))).toHaveLength(2);
  });

  test('of a card that has moved on changes nothing and shows the current one', async () => {
    const old = room.pressing(ANNA, plan(), 'Change');
    room.provisioning.set(room.provisioning.only.runId, { phase: 'sign-in' });
    await room.bot.idle();
    const answer = await room.deliver(old);
    expect(answered(answer)).toContain('That button belonged to an earlier state');
    expect(answered(answer)).toContain('Sign in as the admin');
    expect(room.provisioning.only.phase).toBe('sign-in');
  });

  test('of the newest card is good, also where an older state was looked at first and is drawn last', async () => {
    const { provisioning } = room;
    const { runId } = provisioning.only;
    const view = provisioning.view.bind(provisioning);
    const held = Promise.withResolvers<void>();
    provisioning.view = async (...asked) => {
      provisioning.view = view;
      const old = await view(...asked);
      await held.promise;
      return old;
    };
    provisioning.set(runId, {});
    const { body } = await room.deliver(room.pressing(ANNA, plan(), 'Approve and register'));
    const card = body?.['value'] as Json;
    held.resolve();
    await room.bot.idle();
    expect(actionTitles(plan().card)).toEqual(actionTitles(card));
    await room.press(ANNA, { ...plan(), card }, 'Cancel and take it away');
    expect(provisioning.only.phase).toBe('declined');
  });

  test('by somebody else changes nothing, and the right person can still press', async () => {
    const stolen = room.pressing(PIA, plan(), 'Approve and register');
    await room.deliver(stolen);
    await room.deliver({
      ...stolen,
      id: 'again',
      conversation: { ...(stolen['conversation'] as Json), id: chatOf(ANNA) },
    });
    expect(room.provisioning.changes).toEqual(['start']);
    await room.press(ANNA, plan(), 'Approve and register');
    expect(room.provisioning.only.phase).toBe('working');
  });

  test('as Action.Submit does the same, and the message it came from is edited', async () => {
    const data = actions(plan().card).find(({ verb }) => verb === 'approve')?.['data'];
    await room.say(ANNA, '', { text: undefined, value: data, replyToId: plan().id });
    expect(room.provisioning.only.phase).toBe('working');
    expect(room.messages()).toHaveLength(1);
  });

  test('with any part of it altered changes nothing; the exact original still does', async () => {
    const original = room.pressing(ANNA, plan(), 'Approve and register');
    const altered = mutants(original);
    expect(altered.length).toBeGreaterThan(150);
    for (const one of altered) {
      const { status } = await room.deliver(one);
      expect([200, 400]).toContain(status);
    }
    await room.bot.idle();
    expect(room.provisioning.changes).toEqual(['start']);
    await room.deliver(original);
    await room.bot.idle();
    expect(room.provisioning.changes).toEqual(['start', 'approve']);
  });

  test('keeps its nonces while the card says the same, so that a moving card can be pressed', async () => {
    const pressing = room.pressing(ANNA, plan(), 'Change');
    room.provisioning.set(room.provisioning.only.runId, { lapseEffect: 'another' });
    await room.bot.idle();
    await room.deliver(pressing);
    expect(room.provisioning.only.phase).toBe('choices');
  });
});

/** The press with each character of its nonce and verb, and each field that is read, made wrong. */
function mutants(original: Json): Json[] {
  const { action } = original['value'] as { action: { verb: string; data: Json } };
  const withAction = (patch: Json): Json => ({
    ...original,
    value: { action: { ...action, ...patch }, trigger: 'manual' },
  });
  const press = String(action.data['press']);
  const changedAt = (text: string, i: number): string =>
    `${text.slice(0, i)}${text[i] === '0' ? '1' : '0'}${text.slice(i + 1)}`;
  const nonces = [...press].flatMap((_, i) => [
    changedAt(press, i),
    press.slice(0, i) + press.slice(i + 1),
    `${press.slice(0, i)}é${press.slice(i + 1)}`,
    `${press.slice(0, i)}0${press.slice(i)}`,
  ]);
  const data = [
    ...nonces.map((nonce) => ({ press: nonce })),
    ...[null, 1, [press], { press }, '', ` ${press}`, press.toUpperCase() + 'A', true].map((value) => ({
      press: value,
    })),
    { press, runId: 'other' },
    { press, constructor: 'x' },
    { press, name: 1 },
    { press, planHash: PLAN.hash },
    JSON.parse(`{"press":"${press}","__proto__":{"x":"y"}}`) as Json,
    { Press: press },
    Object.fromEntries([
      ['press', press],
      ...Array.from({ length: 10_000 }, (_, i) => [`k${String(i)}`, 'v']),
    ]) as Json,
    { press, name: 'x'.repeat(1_000_000) },
    {},
    null,
    [],
    press,
  ];
  const verbs = [...action.verb]
    .map((_, i) => changedAt(action.verb, i))
    .concat(['', 'cancel', 'change', 'constructor']);
  const surroundings: Json[] = [
    { from: { id: `29:${PIA.oid}`, name: 'Pia', aadObjectId: PIA.oid } },
    { from: { id: `29:${ANNA.oid}`, name: 'Anna' } },
    { from: undefined },
    { conversation: { id: 'chat:other', conversationType: 'personal', tenantId: TENANT } },
    {
      conversation: {
        ...(original['conversation'] as Json),
        tenantId: '22222222-2222-4222-8222-222222222222',
      },
    },
    { conversation: { ...(original['conversation'] as Json), tenantId: 'x' }, channelData: {} },
    { channelData: { tenant: { id: '22222222-2222-4222-8222-222222222222' } } },
    { channelId: 'directline' },
    { recipient: original['from'] },
    { serviceUrl: undefined },
    { id: undefined },
    { name: 'adaptiveCard/actions' },
    { name: 'task/fetch' },
    { type: 'event' },
    { value: undefined },
    { value: { action: { ...action, type: 'Action.Submit' } } },
    { value: { action, trigger: 'automatic' } },
  ];
  return [
    ...data.map((one) => withAction({ data: one })),
    ...verbs.map((verb) => withAction({ verb })),
    ...surroundings.map((patch) => ({ ...original, ...patch })),
  ];
}

describe('a link', () => {
  function linkOf(title: string): string {
    const url = actions(plan().card).find((one) => String(one['title']).startsWith(title))?.['url'];
    return new URL(String(url)).searchParams.get('press') ?? '';
  }

  beforeEach(async () => {
    room.provisioning.set(room.provisioning.only.runId, { phase: 'sign-in' });
    await room.bot.idle();
  });

  test('stands for a person, a run and a purpose, and is not used up by scanners', async () => {
    const press = linkOf('Sign in');
    const opened = await Promise.all(Array.from({ length: 5 }, () => room.bot.openSignIn(press)));
    const { runId } = room.provisioning.only;
    for (const one of opened)
      expect(one).toEqual({ actor: { ...ANNA, tenantId: TENANT }, runId, purpose: 'check' });
  });

  test('dies when the card has moved on', async () => {
    const press = linkOf('Sign in');
    room.provisioning.set(room.provisioning.only.runId, { phase: 'checks' });
    await room.bot.idle();
    await expect(room.bot.openSignIn(press)).rejects.toMatchObject({ code: 'RUN_STALE' });
  });

  test('of another tenant, of a button, or of nothing is refused', async () => {
    const press = linkOf('Sign in');
    const button = String(
      (actions(plan().card).find(({ verb }) => verb === 'change')?.['data'] as Json)['press'],
    );
    const wrong = [
      press.replace(TENANT, '22222222-2222-4222-8222-222222222222'),
      `${TENANT}.${button}`,
      '',
      'x',
      press + '0',
    ];
    for (const one of wrong)
      await expect(room.bot.openSignIn(one)).rejects.toMatchObject({ code: 'RUN_STALE' });
    await room.press(ANNA, plan(), 'Change');
    expect(room.provisioning.only.phase).toBe('choices');
  });
});

test('an invoke that nobody knows is answered with 200', async () => {
  const { status } = await room.deliver(
    room.activity(ANNA, { type: 'invoke', name: 'signin/failure', value: {} }),
  );
  expect(status).toBe(200);
  expect(actionTitles(plan().card)).toContain('Change');
});
