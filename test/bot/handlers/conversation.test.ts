/** The bot in a chat: words, one card a run, cards that move, a second person, a channel, a connector that fails. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, actionTitles, chatOf, ChatRoom, inputs, textOf } from '../../fakes/chat-room.ts';
import { ANNA, PHASE_VIEWS, PIA, PLAN, TENANT } from '../../fakes/run-views.ts';

let room: ChatRoom;
beforeEach(async () => {
  room = await ChatRoom.open();
});
afterEach(() => room.close());

const CHANNEL = {
  conversation: { id: '19:abc@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: TENANT },
};

async function setUp(): Promise<void> {
  await room.say(ANNA, 'set up Nectar connector');
}

describe('words', () => {
  test.each([
    ['help', 'Write one of these'],
    ['HELLO', 'I register vendors'],
    ['list', 'Nothing is registered'],
    ['connectors', 'These are the connectors I can set up'],
    ['list connectors', 'sends and receives mail, and shows presence — Cirrus'],
    ['gallery', 'Nectar DXP — Nectar reads call records'],
    ['status', 'You have no open set-up'],
    ['cancel', 'You have no open set-up'],
    ['set up', 'Which connector'],
    ['set up nectr', 'Did you mean'],
    ['set up flux', 'I know no connector called “flux”'],
    ['tell me a joke', 'I do not know what to do'],
    ['nectar', 'Do you want to set this up'],
    ['', 'I read words and buttons'],
  ])('%j is answered with one message: %s', async (text, said) => {
    await room.say(ANNA, text);
    expect(room.messages()).toHaveLength(1);
    expect(textOf(room.last().card)).toContain(said);
  });

  test('a message that is delivered twice is answered once', async () => {
    const twice = room.activity(ANNA, { type: 'message', text: 'help' });
    await Promise.all([room.deliver(twice), room.deliver(twice)]);
    await room.bot.idle();
    expect(room.messages()).toHaveLength(1);
  });

  test('a file is not read', async () => {
    await room.say(ANNA, 'here', {
      attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info' }],
    });
    expect(textOf(room.last().card)).toContain('I do not read files');
  });

  test('two arrival events make one welcome, and typing help later makes none', async () => {
    const added = { type: 'conversationUpdate', membersAdded: [{ id: '28:registrar' }] };
    await Promise.all([
      room.deliver(room.activity(ANNA, { type: 'installationUpdate', action: 'add' })),
      room.deliver(room.activity(ANNA, added)),
    ]);
    await room.deliver(room.activity(ANNA, added));
    await room.bot.idle();
    expect(room.messages()).toHaveLength(1);
    expect(actionTitles(room.last().card)).toEqual([
      'Set up a connector',
      'What is registered',
      'Alerts here',
      'Help',
    ]);
  });
});

describe('a run', () => {
  test('is one card from the choices to the hand-over', async () => {
    await setUp();
    await room.press(ANNA, room.last(), 'Continue', { name: 'Nectar' });
    const { runId } = room.provisioning.only;
    for (const phase of ['checks', 'plan', 'working', 'proven'] as const) {
      const { checks, plan, steps, proof, registration } = PHASE_VIEWS[phase];
      room.provisioning.set(runId, { phase, checks, plan, steps, proof, registration });
      await room.bot.idle();
    }
    expect(room.messages()).toHaveLength(1);
    expect(textOf(room.last().card)).toContain('is registered and checked');
    expect(actionTitles(room.last().card)[0]).toContain('Hand over to Nectar');
  });

  test('keeps what was typed when a field is wrong, with the error beside it, and goes on after', async () => {
    await setUp();
    const answer = await room.press(ANNA, room.last(), 'Continue', { name: 'X' });
    expect(inputs(answer)['name']).toBe('X');
    expect(textOf(answer)).toContain('Too short.');
    expect(inputs(room.last().card)['name']).toBe('X');
    await room.press(ANNA, room.last(), 'Continue', { name: 'Nectar' });
    expect(room.provisioning.only.phase).toBe('sign-in');
  });

  test('takes the vendor’s other name over without losing the rest of the form', async () => {
    await setUp();
    const answer = await room.press(ANNA, room.last(), 'Use', { groups: 'false' });
    expect(inputs(answer)).toMatchObject({ name: 'Nectar Cloud Connector', groups: 'false' });
    expect(room.provisioning.changes).toEqual(['start']);
  });

  test('is started from a menu in the place of the menu', async () => {
    await room.say(ANNA, 'set up');
    const menu = room.last();
    await room.press(ANNA, menu, 'Set up', { connector: 'cirrus-connect' });
    expect(room.messages()).toHaveLength(1);
    expect(textOf(room.last().card)).toContain('Cirrus Connect');
    expect(room.provisioning.only.connector.id).toBe('cirrus-connect');
  });

  test('asked for again moves to the end, and the old card keeps one line and no button', async () => {
    await setUp();
    const first = room.last();
    await setUp();
    const [old, current] = room.messages();
    expect(room.provisioning.changes).toEqual(['start']);
    expect(old?.id).toBe(first.id);
    expect(textOf(old?.card ?? {})).toContain('continued below');
    expect(actions(old?.card ?? {})).toEqual([]);
    room.provisioning.set(room.provisioning.only.runId, { phase: 'sign-in' });
    await room.bot.idle();
    expect(textOf(room.messages()[0]?.card ?? {})).toContain('continued below');
    expect(textOf(room.messages()[1]?.card ?? {})).toContain('Sign in as the admin');
    expect(current?.id).toBe(room.last().id);
  });

  test('moves after a restart, with buttons that work', async () => {
    await setUp();
    await room.restart();
    await room.press(ANNA, room.last(), 'Continue', { name: 'Nectar' });
    expect(room.provisioning.only.phase).toBe('sign-in');
    expect(textOf(room.last().card)).toContain('Sign in as the admin');
  });

  test('draws the portal steps without asking for them again and again', async () => {
    await setUp();
    const { runId } = room.provisioning.only;
    room.provisioning.set(runId, { phase: 'plan', plan: PLAN });
    await room.bot.idle();
    await room.press(ANNA, room.last(), 'Do it in the portal');
    expect(textOf(room.last().card)).toContain('New registration');
    expect(room.provisioning.changes.filter((what) => what === 'portal').length).toBeLessThanOrEqual(2);
  });

  test('ends on the word before anything is written', async () => {
    await setUp();
    await room.say(ANNA, 'cancel');
    expect(room.provisioning.only.phase).toBe('declined');
    expect(textOf(room.messages()[0]?.card ?? {})).toContain('Nothing was written');
    expect(actions(room.messages()[0]?.card ?? {})).toEqual([]);
  });

  test('is not taken apart by the word once something is written', async () => {
    await setUp();
    room.provisioning.set(room.provisioning.only.runId, { ...working, phase: 'working' });
    await room.say(ANNA, 'cancel');
    expect(room.provisioning.changes).toEqual(['start']);
    expect(textOf(room.last().card)).toContain('will be taken away');
  });
});

const { steps, live } = PHASE_VIEWS.working;
const working = { steps, live };

describe('slow work', () => {
  test('leaves the invoke an answer in time, and the card moves when the work is done', async () => {
    await setUp();
    const release = room.provisioning.hold();
    const answering = room.deliver(room.pressing(ANNA, room.last(), 'Continue', { name: 'Nectar' }));
    await until(() => room.patience.asked.length > 1);
    room.patience.runOut();
    const { body } = await answering;
    expect(textOf(body?.['value'] as Record<string, unknown>)).toContain('I am working on it');
    release();
    await until(() => textOf(room.last().card).includes('Sign in as the admin'));
    expect(Math.max(...room.patience.asked)).toBeLessThan(2_000);
  });

  test('a failure after the answer comes onto the card', async () => {
    await setUp();
    const { runId } = room.provisioning.only;
    room.provisioning.set(runId, { phase: 'plan', plan: PLAN });
    await room.bot.idle();
    const pressing = room.pressing(ANNA, room.last(), 'Approve');
    room.provisioning.set(runId, { plan: { ...PLAN, hash: 'another' } });
    const { body } = await room.deliver(pressing);
    await room.bot.idle();
    expect(textOf(body?.['value'] as Record<string, unknown>)).toMatch(/plan has changed|earlier state/);
    expect(room.provisioning.only.phase).toBe('plan');
  });
});

describe('a second person', () => {
  async function asked(): Promise<void> {
    await setUp();
    const plan = { ...PLAN, requesterMayConsent: false };
    room.provisioning.set(room.provisioning.only.runId, { phase: 'plan', plan });
    await room.bot.idle();
    await room.press(ANNA, room.last(), 'Send the plan', { approver: PIA.oid });
  }

  test('who has added the bot gets the same plan, and both cards move when they decline', async () => {
    await room.say(PIA, 'hello');
    await asked();
    const card = room.last(chatOf(PIA));
    expect(textOf(card.card)).toContain('asks you to approve');
    expect(textOf(card.card)).toContain('Plan 4F2A-91C3');
    expect(actionTitles(card.card)).toEqual([
      'Sign in and approve (opens your browser)',
      'Decline…',
      'Decline with this reason',
    ]);
    await room.press(PIA, card, 'Decline with', { reason: 'Not this quarter' });
    expect(textOf(room.last().card)).toContain('Declined by Pia Privileged: “Not this quarter”');
    expect(textOf(room.last(chatOf(PIA)).card)).toContain('nothing left for you to do');
    expect(room.messages(chatOf(PIA))).toHaveLength(2);
  });

  test('who has not is said so, with a link for them alone, and gets the plan when they come', async () => {
    await asked();
    const text = textOf(room.last().card);
    expect(text).toContain('Pia Privileged has not added me');
    const press = /press=(\S+)/.exec(text)?.[1] ?? '';
    const opened = await room.bot.openSignIn(press);
    expect(opened).toEqual({
      actor: { ...PIA, tenantId: TENANT },
      runId: room.provisioning.only.runId,
      purpose: 'approve',
    });
    await room.say(PIA, 'hello');
    expect(room.messages(chatOf(PIA)).some(({ card }) => textOf(card).includes('asks you to approve'))).toBe(
      true,
    );
  });
});

describe('a channel', () => {
  test('sees names and state, and the run goes on in the person’s own chat', async () => {
    await room.say(ANNA, 'hello');
    await room.say(ANNA, '<at>Registrar</at> set up nectar', {
      ...CHANNEL,
      entities: [{ type: 'mention', text: '<at>Registrar</at>', mentioned: { id: '28:registrar' } }],
    });
    expect(textOf(room.last().card)).toContain('Choose what it may see');
    const shared = room.messages(CHANNEL.conversation.id);
    expect(shared).toHaveLength(1);
    expect(textOf(shared[0]?.card ?? {})).toContain('Anna Admin is setting up **Nectar DXP**');
    room.provisioning.set(room.provisioning.only.runId, {
      ...PHASE_VIEWS.checks,
      runId: room.provisioning.only.runId,
    });
    await room.bot.idle();
    expect(textOf(room.last(CHANNEL.conversation.id).card)).not.toContain('180 days');
    expect(textOf(room.last().card)).toContain('180 days');
  });

  test('opens the person’s own chat when it is not known yet', async () => {
    await room.say(ANNA, 'set up nectar', CHANNEL);
    const opened = [...room.memory.conversations.values()].find(({ kind }) => kind === 'personal');
    expect(opened?.oid).toBe(ANNA.oid);
    expect(textOf(room.last(opened?.key).card)).toContain('Choose what it may see');
  });

  test('is told when the person cannot be written to, and no run is started', async () => {
    room.fail(403, 1, 'ForbiddenOperationException');
    await room.say(ANNA, 'set up nectar', CHANNEL);
    expect(textOf(room.last(CHANNEL.conversation.id).card)).toContain('I cannot write to you yet');
    expect(room.provisioning.changes).toEqual([]);
  });
});

describe('a connector that fails', () => {
  test('a 502 is not sent again: the message may be there', async () => {
    room.fail(502);
    await room.say(ANNA, 'help');
    expect(room.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test.each([412, 429])('a %i is tried again, for nothing was done', async (status) => {
    room.patience.hurry = true;
    await room.memory.putConversation({
      tenantId: TENANT,
      key: 'warm-up',
      kind: 'channel',
      oid: null,
      reference: '{}',
    });
    room.fail(status, 2);
    await room.say(ANNA, 'help');
    expect(room.messages().some(({ card }) => textOf(card).includes('Write one of these'))).toBe(true);
  });

  test.each([403, 404, 500])('a %i on an edit loses that edit and nothing else', async (status) => {
    await setUp();
    room.fail(status);
    const { runId } = room.provisioning.only;
    room.provisioning.set(runId, { phase: 'sign-in' });
    await room.bot.idle();
    room.provisioning.set(runId, { phase: 'choices' });
    await room.bot.idle();
    expect(textOf(room.last().card)).toContain('Choose what it may see');
  });

  test('a burst of changes becomes few edits, the last of them the newest state', async () => {
    await setUp();
    const { runId } = room.provisioning.only;
    const before = room.calls.length;
    for (let i = 0; i < 50; i += 1)
      room.provisioning.set(runId, {
        ...working,
        phase: 'working',
        connector: { ...room.provisioning.only.connector, title: `Nectar ${String(i)}` },
      });
    await room.bot.idle();
    expect(room.calls.length - before).toBeLessThanOrEqual(3);
    expect(textOf(room.last().card)).toContain('Nectar 49');
  });
});

/** Lets the event loop turn until it is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
