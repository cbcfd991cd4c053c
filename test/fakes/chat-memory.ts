/**
 * ChatMemory in a few maps. Behaviour kept from the contract: putConversation replaces what has the same
 * key, putCard what is the same message; putPresses removes every unused press of the same (run, conversation, oid),
 * or with nothing to add of the same (run, conversation); a press is taken once, tells `used` from `unknown`, and can be given back; firstSight is true once.
 */
import type { CardNote, ChatMemory, ConversationNote, PressNote } from '../../src/provisioning/contract.ts';

interface StoredPress {
  readonly note: PressNote;
  used: boolean;
}

export class FakeChatMemory implements ChatMemory {
  readonly conversations = new Map<string, ConversationNote>();
  readonly notes = new Map<string, CardNote>();
  readonly presses = new Map<string, StoredPress>();
  readonly #seen = new Set<string>();

  async putConversation(note: ConversationNote): Promise<void> {
    this.conversations.set(`${note.tenantId}|${note.key}`, note);
    return Promise.resolve();
  }

  async conversation(tenantId: string, key: string): Promise<ConversationNote | null> {
    return Promise.resolve(this.conversations.get(`${tenantId}|${key}`) ?? null);
  }

  async personalConversation(tenantId: string, oid: string): Promise<ConversationNote | null> {
    const all = [...this.conversations.values()];
    const own = all.find((one) => one.tenantId === tenantId && one.kind === 'personal' && one.oid === oid);
    return Promise.resolve(own ?? null);
  }

  async putCard(note: CardNote): Promise<void> {
    this.notes.set([note.tenantId, note.runId, note.conversationKey, note.activityId].join('|'), note);
    return Promise.resolve();
  }

  async cards(tenantId: string, runId: string): Promise<readonly CardNote[]> {
    const all = [...this.notes.values()];
    return Promise.resolve(all.filter((note) => note.tenantId === tenantId && note.runId === runId));
  }

  /** It knows no runs, so no card of its is ever out of date. */
  async outdated(): Promise<readonly { tenantId: string; runId: string }[]> {
    return Promise.resolve([]);
  }

  async putPresses(
    owner: Pick<PressNote, 'tenantId' | 'runId' | 'conversationKey'>,
    presses: readonly PressNote[],
  ): Promise<void> {
    for (const [key, { note, used }] of this.presses) {
      const same =
        note.tenantId === owner.tenantId &&
        note.runId === owner.runId &&
        note.conversationKey === owner.conversationKey &&
        (presses.length === 0 || presses.some(({ oid }) => oid === note.oid));
      if (same && !used) this.presses.delete(key);
    }
    for (const note of presses) this.presses.set(`${note.tenantId}|${note.nonceHash}`, { note, used: false });
    return Promise.resolve();
  }

  async takePress(tenantId: string, nonceHash: string): Promise<PressNote | 'unknown' | 'used'> {
    const stored = this.presses.get(`${tenantId}|${nonceHash}`);
    if (stored === undefined) return Promise.resolve('unknown');
    if (stored.used) return Promise.resolve('used');
    stored.used = true;
    return Promise.resolve(stored.note);
  }

  async restorePress(tenantId: string, nonceHash: string): Promise<void> {
    const stored = this.presses.get(`${tenantId}|${nonceHash}`);
    if (stored !== undefined) stored.used = false;
    return Promise.resolve();
  }

  async firstSight(tenantId: string, conversationKey: string, activityId: string): Promise<boolean> {
    const key = `${tenantId}|${conversationKey}|${activityId}`;
    const first = !this.#seen.has(key);
    this.#seen.add(key);
    return Promise.resolve(first);
  }
}
