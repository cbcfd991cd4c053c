/** What the dispatcher asks of its surroundings, and what its parts share. */
import type {
  ConversationNote,
  OutboxOutcome,
  OutboxQueue,
  OutboxRefusal,
  OutboxRow,
} from '../../provisioning/contract.ts';
import type { Chat, Content } from '../chat.ts';
import type { Lanes } from '../lanes.ts';
import type { Delay, Log } from '../ports.ts';
import type { Crowd } from './crowd.ts';
import type { Gate } from './gate.ts';
import type { OtherHost } from './host.ts';

export interface Refused {
  readonly row: OutboxRow;
  /** `silence`: neither the message nor its repeat was confirmed, and nobody knows. */
  readonly by: OutboxRefusal | 'silence';
  /** Teams' code. */
  readonly code: string;
}

export interface DispatcherOptions {
  readonly outbox: OutboxQueue;
  readonly chat: Pick<Chat, 'post' | 'update'>;
  /** Where the channel of the row is; null: nowhere that is known. */
  readonly conversation: (row: OutboxRow) => Promise<ConversationNote | null>;
  /** The card: the smaller one when `row.short`. That it may be a repeat is added here. */
  readonly content: (row: OutboxRow) => Content | Promise<Content>;
  /**
   * Hands over to the next channel: what waits for one that takes nothing any more, or this message alone. Called before
   * the row is settled, and again if that fails: twice has to be as good as once.
   */
  readonly refused: (refused: Refused) => Promise<void>;
  /** What came of an attempt is on record from now on, so that whoever decides sees it. */
  readonly noted?: (row: OutboxRow, outcome: OutboxOutcome) => void;
  /** The conversation is reached through another host from now on. */
  readonly moved: (note: ConversationNote) => Promise<void>;
  readonly otherHost?: OtherHost;
  /** Epoch ms, business time. */
  readonly now: () => number;
  /** Milliseconds of the machine, which only go forward: rates are about real seconds. */
  readonly ticks: () => number;
  readonly delay: Delay;
  /** Chance, from 0 up to 1. */
  readonly unit: () => number;
  readonly log: Log;
  /** Requests for a tenant; 25 unless said, and never more than 45. */
  readonly perSecond?: number;
  /** How long an answer is waited for; 15 seconds unless said. */
  readonly deadlineMs?: number;
}

/** The parts of a dispatcher, as one attempt needs them. */
export interface Desk extends DispatcherOptions {
  readonly otherHost: OtherHost;
  readonly deadlineMs: number;
  readonly gate: Gate;
  readonly crowd: Crowd;
  readonly lanes: Lanes;
  readonly stopping: AbortSignal;
}

/** Business time so many milliseconds from now, as the outbox writes it. */
export function isoIn({ now }: Pick<Desk, 'now'>, ms = 0): string {
  return new Date(now() + ms).toISOString();
}
