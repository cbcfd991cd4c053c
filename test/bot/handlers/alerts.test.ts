/** Where warnings go, and what the buttons of one do. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ALERT } from '../../fakes/alert-views.ts';
import { actionTitles, chatOf, ChatRoom, textOf } from '../../fakes/chat-room.ts';
import type { Message } from '../../fakes/chat-room.ts';
import { ANNA } from '../../fakes/run-views.ts';

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

  test('that took nothing takes warnings again as soon as somebody speaks there', async () => {
    await room.say(ANNA, 'alert here');
    room.alerts.dead.add(chatOf(ANNA));
    await room.say(ANNA, 'hello');
    expect(room.alerts.dead.size).toBe(0);
  });
});

describe('the card of a warning', () => {
  /** Drawn as it is once it was sent. */
  async function warned(): Promise<Message> {
    await room.say(ANNA, 'alert here');
    const { id } = room.last();
    room.alerts.views = [{ ...ALERT, channelId: chatOf(ANNA), root: id }];
    await room.bot.warn();
    await room.bot.idle();
    return room.last();
  }

  test('says what ends and when, what that breaks, whose it is, and what to do', async () => {
    const { card } = await warned();
    expect(textOf(card)).toContain('ends 20 May 2027 (in 30 days)');
    expect(textOf(card)).toContain('When it does, Nectar stops receiving call records.');
    expect(textOf(card)).toContain('Owner: Anna Admin');
    expect(actionTitles(card).slice(0, 4)).toEqual(['Renew now', 'Snooze…', 'Not ours…', 'Details…']);
  });

  test('snoozes with a date and a reason; without a reason it says why not and keeps what was typed', async () => {
    const shown = await warned();
    const refused = await room.press(ANNA, shown, 'Snooze until then', { snoozeUntil: '2026-12-01' });
    expect(textOf(refused)).toContain('The reason for the snooze is missing.');
    expect(JSON.stringify(refused)).toContain('"value":"2026-12-01"');
    await room.bot.warn();
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
