/** What the chat remembers: where it may speak, what it showed there, and what each button means. Types only. */

/** Where the bot may speak: one Teams conversation. `reference` is the botbuilder ConversationReference as JSON. */
export interface ConversationNote {
  readonly tenantId: string;
  /** conversation.id; for a channel thread the id with its `;messageid=`. */
  readonly key: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** The person, in a personal chat. */
  readonly oid: string | null;
  readonly reference: string;
}

/** A card that shows a run, so that it can be updated in place. */
export interface CardNote {
  readonly tenantId: string;
  readonly runId: string;
  readonly role: 'requester' | 'approver' | 'channel';
  readonly conversationKey: string;
  readonly activityId: string;
  /** Person the card is drawn for; null in a channel. */
  readonly oid: string | null;
  /** The revision of the run that it shows. */
  readonly drawn: number;
}

/** What one button of one card means. The card itself carries only the nonce. */
export interface PressNote {
  readonly tenantId: string;
  readonly nonceHash: string;
  readonly verb: string;
  /** Of a warning's buttons: what the warning is about. */
  readonly runId: string | null;
  /** Who may press; null: anyone in the conversation. */
  readonly oid: string | null;
  readonly conversationKey: string;
  /** What the press stands for, e.g. the plan hash. */
  readonly detail: string;
}

/** What the chat remembers between turns and restarts. Each method is one transaction. */
export interface ChatMemory {
  putConversation(note: ConversationNote): Promise<void>;
  conversation(tenantId: string, key: string): Promise<ConversationNote | null>;
  personalConversation(tenantId: string, oid: string): Promise<ConversationNote | null>;
  putCard(note: CardNote): Promise<void>;
  cards(tenantId: string, runId: string): Promise<readonly CardNote[]>;
  /** Runs, in every tenant, that have moved on since one of their cards was drawn: a process died in between. */
  outdated(): Promise<readonly { readonly tenantId: string; readonly runId: string }[]>;
  /** Replaces every unused press of the same (runId, conversation, oid): an older card's buttons die. */
  putPresses(
    owner: { readonly tenantId: string; readonly runId: string | null; readonly conversationKey: string },
    presses: readonly PressNote[],
  ): Promise<void>;
  /** Single use. */
  takePress(tenantId: string, nonceHash: string): Promise<PressNote | 'unknown' | 'used'>;
  /** Gives a press back, when nothing came of it (a field was wrong). */
  restorePress(tenantId: string, nonceHash: string): Promise<void>;
  /** True the first time within 24 h; Teams delivers more than once. */
  firstSight(tenantId: string, conversationKey: string, activityId: string): Promise<boolean>;
}
