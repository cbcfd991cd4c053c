import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { CardNote, ChatMemory, ConversationNote } from '../../../src/provisioning/contract.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { ANNA, BO, CONTOSO, FABRIKAM, RUN, aPress, aRun } from './records.ts';

const PLACE = { tenantId: CONTOSO, runId: RUN, conversationKey: 'chat-1' };

export function chatBehaviour(current: () => TestDatabase): void {
  let chat: ChatMemory;
  beforeEach(() => {
    chat = current().store.chat;
  });

  test('a conversation is kept by tenant and key, and renewed', async () => {
    const note: ConversationNote = {
      tenantId: CONTOSO,
      key: '19:channel;messageid=1',
      kind: 'channel',
      oid: null,
      reference: '{"a":1}',
    };
    await chat.putConversation(note);
    await chat.putConversation({ ...note, reference: '{"a":2}' });
    expect(await chat.conversation(CONTOSO, note.key)).toEqual({ ...note, reference: '{"a":2}' });
    expect(await chat.conversation(FABRIKAM, note.key)).toBeNull();
  });

  test('the personal conversation of a person is the one noted last', async () => {
    const note = { tenantId: CONTOSO, kind: 'personal', oid: ANNA.oid, reference: '{}' } as const;
    await chat.putConversation({ ...note, key: 'first' });
    await chat.putConversation({ ...note, key: 'second' });
    await chat.putConversation({ ...note, key: 'group', kind: 'groupChat' });
    expect((await chat.personalConversation(CONTOSO, ANNA.oid))?.key).toBe('second');
    await chat.putConversation({ ...note, key: 'first' });
    expect((await chat.personalConversation(CONTOSO, ANNA.oid))?.key).toBe('first');
    expect(await chat.personalConversation(CONTOSO, BO.oid)).toBeNull();
  });

  test('every card of a run is remembered once', async () => {
    const card: CardNote = {
      tenantId: CONTOSO,
      runId: RUN,
      role: 'requester',
      conversationKey: 'chat-1',
      activityId: 'activity-1',
      oid: ANNA.oid,
      drawn: 1,
    };
    const channel: CardNote = { ...card, role: 'channel', conversationKey: 'channel-1', oid: null };
    await chat.putCard(card);
    await chat.putCard(channel);
    await chat.putCard(card);
    const cards = [...(await chat.cards(CONTOSO, RUN))].sort((a, b) => a.role.localeCompare(b.role));
    expect(cards).toEqual([channel, card]);
    expect(await chat.cards(FABRIKAM, RUN)).toEqual([]);
  });

  test('a run that has moved on since its card was drawn is outdated, until the card is drawn again', async () => {
    const run = aRun();
    await current().store.ledger.create(run);
    const card: CardNote = {
      tenantId: run.tenantId,
      runId: run.id,
      role: 'requester',
      conversationKey: 'chat-1',
      activityId: 'activity-1',
      oid: ANNA.oid,
      drawn: run.revision - 1,
    };
    await chat.putCard(card);
    expect(await chat.outdated()).toEqual([{ tenantId: run.tenantId, runId: run.id }]);
    await chat.putCard({ ...card, drawn: run.revision });
    expect(await chat.outdated()).toEqual([]);
  });

  test('a press is good once, even pressed twice at the same moment', async () => {
    await chat.putPresses(PLACE, [aPress('n1')]);
    const taken = await Promise.all([chat.takePress(CONTOSO, 'n1'), chat.takePress(CONTOSO, 'n1')]);
    expect(taken).toContain('used');
    expect(taken).toContainEqual(aPress('n1'));
    expect(await chat.takePress(CONTOSO, 'n1')).toBe('used');
    expect(await chat.takePress(CONTOSO, 'never')).toBe('unknown');
    expect(await chat.takePress(FABRIKAM, 'n1')).toBe('unknown');
  });

  test('a press given back can be used again', async () => {
    await chat.putPresses(PLACE, [aPress('n1')]);
    await chat.takePress(CONTOSO, 'n1');
    await chat.restorePress(CONTOSO, 'n1');
    expect(await chat.takePress(CONTOSO, 'n1')).toEqual(aPress('n1'));
  });

  test('a newer card takes away the unused buttons of the same person in the same place only', async () => {
    const elsewhere = { ...PLACE, conversationKey: 'chat-2' };
    const home = { ...PLACE, runId: null };
    await chat.putPresses(PLACE, [aPress('used'), aPress('mine')]);
    await chat.putPresses(PLACE, [aPress('bo', { oid: BO.oid })]);
    await chat.putPresses(elsewhere, [aPress('elsewhere', { conversationKey: 'chat-2' })]);
    await chat.putPresses(home, [aPress('home', { runId: null, oid: null })]);
    await chat.takePress(CONTOSO, 'used');
    await chat.putPresses(PLACE, [aPress('newer')]);
    expect(await chat.takePress(CONTOSO, 'mine')).toBe('unknown');
    expect(await chat.takePress(CONTOSO, 'used')).toBe('used');
    for (const alive of ['bo', 'elsewhere', 'home', 'newer']) {
      expect(await chat.takePress(CONTOSO, alive)).toMatchObject({ nonceHash: alive });
    }
  });

  test('a card without buttons takes away all of its place', async () => {
    await chat.putPresses(PLACE, [aPress('n1'), aPress('n2', { oid: null })]);
    await chat.putPresses(PLACE, []);
    expect(await chat.takePress(CONTOSO, 'n1')).toBe('unknown');
    expect(await chat.takePress(CONTOSO, 'n2')).toBe('unknown');
  });

  test('an activity is seen for the first time once in 24 hours', async () => {
    const see = (tenant = CONTOSO, conversation = 'c1'): Promise<boolean> =>
      chat.firstSight(tenant, conversation, 'activity-1');
    const both = await Promise.all([see(), see()]);
    expect(both.sort()).toEqual([false, true]);
    expect(await see(CONTOSO, 'c2')).toBe(true);
    expect(await see(FABRIKAM)).toBe(true);
    await sql`update activities_seen set seen_at = seen_at - interval '25 hours'`.execute(
      current().database.kysely,
    );
    expect(await see()).toBe(true);
    expect(await see()).toBe(false);
  });
}
