/** Where warnings go, and what the buttons of one do. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertView } from '../../../src/provisioning/contract.ts';
import { ALERT, RECORDS, SETTINGS, WARNED } from '../../fakes/alert-views.ts';
import { actionTitles, chatOf, ChatRoom, inputs, textOf } from '../../fakes/chat-room.ts';
import type { Message } from '../../fakes/chat-room.ts';
import { ANNA, PIA, TENANT } from '../../fakes/run-views.ts';

let room: ChatRoom;
beforeEach(async () => {
  room = await ChatRoom.open();
});
afterEach(() => room.close());

describe('a conversation', () => {
  test('takes warnings from `alert here` on, and says so once', async () => {
    await room.say(ANNA, 'alert here');
    expect(textOf(room.last().card)).toContain('Warnings of what lapses come here from now on');
    expect(room.alerts.places.get(chatOf(ANNA))).toMatchObject({ kind: 'personal', oid: ANNA.oid });
    await room.say(ANNA, 'Alerts here');
    expect(textOf(room.last().card)).toContain('come here already');
  });

  test('is told when it is the only one that hears of something, with what to do', async () => {
    room.alerts.set = { ...SETTINGS, alone: true };
    await room.say(ANNA, 'alert here');
    expect(textOf(room.last().card)).toContain('Only this conversation is warned. Add a second');
    expect(actionTitles(room.last().card)).toEqual(['Alert settings', 'No more alerts here']);
  });

  test('that the bot is taken away from takes nothing, and others hear instead', async () => {
    await room.say(ANNA, 'alert here');
    const gone = { type: 'installationUpdate', action: 'remove', text: undefined };
    await room.deliver(room.activity(ANNA, gone));
    await room.bot.idle();
    expect([...room.alerts.dead]).toEqual([chatOf(ANNA)]);
  });

  test('that took nothing takes warnings again as soon as somebody speaks there', async () => {
    await room.say(ANNA, 'alert here');
    room.alerts.dead.add(chatOf(ANNA));
    await room.say(ANNA, 'hello');
    expect(room.alerts.dead.size).toBe(0);
  });
});

/** Drawn as it is once it was sent. */
async function warned(changes: Partial<AlertView> = {}): Promise<Message> {
  await room.say(ANNA, 'alert here');
  const { id } = room.last();
  room.alerts.views = [{ ...ALERT, channelId: chatOf(ANNA), root: id, ...changes }];
  await room.bot.warn();
  await room.bot.idle();
  return room.last();
}

describe('the end of warnings', () => {
  const BO_TOO = { tenantId: TENANT, id: 'chat:bo', kind: 'personal', oid: null, zone: null } as const;

  test('keeps the last conversation, says what it would mean, and does as it is told', async () => {
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alerts off');
    expect(textOf(room.last().card)).toContain('No other conversation is warned, so these stay for now.');
    expect(room.alerts.places.size).toBe(1);
    const kept = await room.press(ANNA, room.last(), 'Keep them');
    expect(textOf(kept)).toContain('How this conversation is warned');
    await room.say(ANNA, 'alerts off');
    const ended = await room.press(ANNA, room.last(), 'End them all the same');
    expect(textOf(ended)).toContain('No more warnings come here.');
    expect(room.alerts.places.size).toBe(0);
  });

  test('can be taken back, and is said where nothing comes anyway', async () => {
    await room.alerts.listen(BO_TOO, 'asked');
    await room.say(ANNA, 'alert here');
    await room.press(ANNA, room.last(), 'No more alerts here');
    expect([...room.alerts.places.keys()]).toEqual(['chat:bo']);
    const back = await room.press(ANNA, room.last(), 'Alerts here again');
    expect(textOf(back)).toContain('Warnings of what lapses come here from now on');
    expect(room.alerts.places.size).toBe(2);
    await room.say(ANNA, 'alerts off');
    await room.say(ANNA, 'alerts off');
    expect(textOf(room.last().card)).toContain('No warnings come to this conversation.');
  });

  test('is not undone by arriving once more', async () => {
    await room.alerts.listen(BO_TOO, 'asked');
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alerts off');
    await room.deliver(room.activity(ANNA, { type: 'installationUpdate', action: 'add-upgrade' }));
    await room.bot.idle();
    expect([...room.alerts.places.keys()]).toEqual(['chat:bo']);
  });

  test('asks for a second conversation where others hang on a single one now', async () => {
    await room.alerts.listen(BO_TOO, 'asked');
    room.alerts.thin = [{ owner: ANNA, only: 'chat:bo' }];
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alerts off');
    expect(textOf(room.last().card)).toContain('One conversation is left');
  });

  test('makes a line of the cards that nobody keeps up to date there any more', async () => {
    await room.alerts.listen(BO_TOO, 'asked');
    const { id } = await warned();
    await room.say(ANNA, 'alerts off');
    const closed = room.messages().find((one) => one.id === id);
    expect(textOf(closed?.card ?? {})).toContain('Nectar DXP: warnings no longer come here.');
    expect(actionTitles(closed?.card ?? {})).toEqual([]);
    await room.say(ANNA, 'alert here');
    await room.bot.warn();
    await room.bot.idle();
    const again = room.messages().find((one) => one.id === id);
    expect(textOf(again?.card ?? {})).toContain('ends 20 May 2027');
  });
});

describe('the settings', () => {
  test('open on a word, from hello and from the answer to `alert here`', async () => {
    await room.say(ANNA, 'alert settings');
    expect(textOf(room.last().card)).toContain('No warnings come to this conversation.');
    const here = await room.press(ANNA, room.last(), 'Alerts here');
    expect(textOf(here)).toContain('60, 30, 14, 7, 3, 1 days before');
    const opened = await room.press(ANNA, room.last(), 'Alert settings');
    expect(inputs(opened)).toMatchObject({ zone: 'Europe/Berlin', days: '1,2,3,4,5', from: '09:00' });
    expect(textOf(opened)).toContain('Set by Anna Admin, 23 Nov 2026.');
    await room.say(ANNA, 'hello');
    expect(textOf(await room.press(ANNA, room.last(), 'Alerts here'))).toContain('Days before the end');
  });

  test('are saved, and what cannot be read is still there with the reason beside it', async () => {
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alert settings');
    const shown = room.last();
    const typed = { ladder: 'soon', 'ladder:nectar': '20' };
    const refused = await room.press(ANNA, shown, 'Save', typed);
    expect(textOf(refused)).toContain('Nothing is saved yet');
    expect(textOf(refused)).toContain('soon is not a list of days.');
    expect(inputs(refused)['ladder']).toBe('soon');
    const saved = await room.press(ANNA, { ...shown, card: refused }, 'Save', { ladder: '20, 2' });
    expect(textOf(saved)).toContain('Saved.');
    expect(inputs(saved)['ladder']).toBe('20, 2');
    expect(room.alerts.asked).toEqual([`Anna Admin wants 20, 2 in ${chatOf(ANNA)}`]);
    await room.say(ANNA, 'alert settings');
    expect(inputs(room.last().card)['ladder']).toBe('20, 2');
  });

  test('that were saved can be undone, and that too', async () => {
    room.alerts.set = { ...SETTINGS, ladder: { value: '45', error: null } };
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alert settings');
    const shown = room.last();
    const saved = await room.press(ANNA, shown, 'Save', { ladder: '9' });
    expect(inputs(saved)['ladder']).toBe('9');
    const undone = await room.press(ANNA, { ...shown, card: saved }, 'Undo');
    expect(textOf(undone)).toContain('As it was before.');
    expect(inputs(undone)['ladder']).toBe('45');
    const again = await room.press(ANNA, { ...shown, card: undone }, 'Undo');
    expect(inputs(again)['ladder']).toBe('9');
  });

  test('can still be saved when something else was asked for meanwhile', async () => {
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alert settings');
    const shown = room.last();
    await room.say(ANNA, 'help');
    expect(textOf(await room.press(ANNA, shown, 'Save', { ladder: '9' }))).toContain('Saved.');
  });

  test('of a conversation that is warned no more say so', async () => {
    await room.say(ANNA, 'alert here');
    await room.say(ANNA, 'alert settings');
    const shown = room.last();
    await room.alerts.end(TENANT, chatOf(ANNA), true);
    expect(textOf(await room.press(ANNA, shown, 'Save'))).toContain('No warnings come to this conversation.');
  });
});

describe('who was warned', () => {
  beforeEach(async () => {
    await room.say(ANNA, 'alert here');
    const jtel = { connectorId: 'jtel-presence', connectorTitle: 'jtel Presence', name: null, label: '' };
    room.alerts.lapses = [WARNED, { ...WARNED, ...jtel, lapseId: 'key:2', owner: null }];
    room.alerts.told = RECORDS.map((record) => ({ ...record, channelId: chatOf(ANNA) }));
  });

  test('is answered with what came of each warning, and why', async () => {
    await room.say(ANNA, 'history nectar');
    const told = textOf(room.last().card);
    expect(told).toContain('Nectar DXP · Secret “Nectar DXP Cloud Connector”, ends 20 May 2027');
    expect(told).toContain('30 days before · this chat');
    expect(told).toContain('UTC: They have blocked me. (ConversationBlockedByUser)');
    expect(told).toContain('No answer came, so it may be there. (NoAnswer) 2 attempts.');
    expect(told).toContain('Teams answered Teapot.');
    expect(told).toContain('Used in: Nectar DXP, Settings');
    expect(told).not.toContain('jtel');
  });

  test('is found by whose it is and by who heard of it', async () => {
    await room.say(ANNA, 'did Anna get it?');
    expect(textOf(room.last().card)).toContain('Nectar DXP · Secret');
    expect(textOf(room.last().card)).not.toContain('jtel');
    room.alerts.told = room.alerts.told.map((record) => ({ ...record, lapseId: 'key:2' }));
    await room.say(PIA, 'hello');
    await room.say(PIA, 'did Anna get it?');
    expect(textOf(room.last(chatOf(PIA)).card)).toContain('jtel Presence');
    expect(textOf(room.last(chatOf(PIA)).card)).toContain("Anna Admin's own chat");
  });

  test('is said to be nobody where there is nothing', async () => {
    await room.say(ANNA, 'history of the moon');
    expect(textOf(room.last().card)).toContain('I find no warning for “moon”.');
    room.alerts.lapses = [];
    await room.say(ANNA, 'history');
    expect(textOf(room.last().card)).toContain('Nobody was warned of anything yet.');
  });

  test('is below the card of the warning it was asked on, as are the settings', async () => {
    const shown = await warned();
    const { length } = room.messages();
    const stays = await room.press(ANNA, shown, 'Did they get it?');
    expect(textOf(stays)).toContain('Who was warned is below.');
    expect(room.messages()).toHaveLength(length + 1);
    expect(textOf(room.last().card)).toContain('30 days before · this chat');
    await room.press(ANNA, { ...shown, card: stays }, 'Alert settings');
    expect(textOf(room.last().card)).toContain('How this conversation is warned');
  });
});

describe('the card of a warning', () => {
  test('says in one line that nobody else hears of it, for as long as that is so', async () => {
    const shown = await warned({ alone: true });
    expect(textOf(shown.card)).toContain('Only this conversation is warned.');
    room.alerts.views = room.alerts.views.map((view) => ({ ...view, alone: false }));
    await room.say(PIA, 'alert here');
    await room.bot.warn();
    await room.bot.idle();
    const redrawn = room.messages().find(({ id }) => id === shown.id);
    expect(textOf(redrawn?.card ?? {})).not.toContain('Only this conversation is warned.');
  });

  test('says what ends and when, what that breaks, whose it is, and what to do', async () => {
    const { card } = await warned();
    expect(textOf(card)).toContain('ends 20 May 2027 (in 30 days)');
    expect(textOf(card)).toContain('When it does, Nectar stops receiving call records.');
    expect(textOf(card)).toContain('Owner: Anna Admin');
    expect(textOf(card)).toContain('Last looked at in the directory: 20 Apr 2027');
    expect(actionTitles(card).slice(0, 4)).toEqual(['Renew now', 'Snooze…', 'Not ours…', 'Details…']);
  });

  test('snoozes with a date and a reason; without a reason it says why not and keeps what was typed', async () => {
    const shown = await warned();
    const refused = await room.press(ANNA, shown, 'Snooze until then', { snoozeUntil: '2026-12-01' });
    expect(textOf(refused)).toContain('The reason for the snooze is missing.');
    expect(JSON.stringify(refused)).toContain('"value":"2026-12-01"');
    const edits = room.calls.filter(({ method }) => method === 'PUT').length;
    await room.bot.warn();
    // Drawn anew, it would have lost what was typed.
    expect(room.calls.filter(({ method }) => method === 'PUT')).toHaveLength(edits);
    const typed = { snoozeUntil: '2026-12-01', snoozeReason: 'Nectar is being replaced' };
    const answer = await room.press(ANNA, { ...shown, card: refused }, 'Snooze until then', typed);
    expect(textOf(answer)).toContain('Snoozed.');
    expect(room.alerts.asked).toEqual([
      'Anna Admin snoozes key:1 until 2026-12-01: Nectar is being replaced',
    ]);
  });

  test('is given to whom it belongs', async () => {
    await room.press(ANNA, await warned(), 'It is theirs', { owner: 'the Cirrus team' });
    expect(room.alerts.asked).toEqual(['Anna Admin gives key:1 to the Cirrus team']);
  });

  test('begins a renewal in the own chat of whoever presses', async () => {
    const shown = await warned();
    await room.say(ANNA, 'set up nectar');
    const { runId } = room.provisioning.only;
    room.alerts.views = room.alerts.views.map((view) => ({
      ...view,
      lapses: view.lapses.map((lapse) => ({ ...lapse, runId })),
    }));
    await room.bot.warn();
    await room.bot.idle();
    const redrawn = room.messages().find(({ id }) => id === shown.id) ?? shown;
    const answer = await room.press(ANNA, redrawn, 'Renew now');
    expect(textOf(answer)).toContain('goes on in a card of its own, below');
    expect(textOf(room.last().card)).toContain('Choose what it may see');
  });

  test('that is closed has nothing to press', async () => {
    const shown = await warned();
    room.alerts.views = room.alerts.views.map((view) => ({ ...view, lapses: [] }));
    await room.say(ANNA, 'alert here');
    await room.bot.warn();
    await room.bot.idle();
    const closed = room.messages().find(({ id }) => id === shown.id);
    expect(textOf(closed?.card ?? {})).toContain('There is nothing to warn of any more.');
    expect(actionTitles(closed?.card ?? {})).toEqual([]);
  });

  test('pressed a second time stays the card it is', async () => {
    const shown = await warned();
    const typed = { owner: 'the Cirrus team' };
    await room.press(ANNA, shown, 'It is theirs', typed);
    const again = await room.press(ANNA, shown, 'It is theirs', typed);
    expect(textOf(again)).toContain('That was pressed already');
    expect(textOf(again)).toContain('ends 20 May 2027');
  });
});
