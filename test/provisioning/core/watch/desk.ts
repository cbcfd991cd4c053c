/** One registration's warnings, and a Teams that answers what it is told to. */
import {
  decide,
  type Decision,
  type Message,
  type Watch,
} from '../../../../src/provisioning/core/watch/decide.ts';
import { channelAfter, claim, settle, type Outcome } from '../../../../src/provisioning/core/watch/settle.ts';
import type { AlertChannel, AlertRow, WatchedLapse } from '../../../../src/provisioning/core/watch/types.ts';
import { channel, lapse } from './ground.ts';

export const SENT: Outcome = { kind: 'sent', activityId: 'a1' };
export const UNANSWERED: Outcome = { kind: 'unanswered' };
export const REFUSED: Outcome = { kind: 'refused', code: 'BotNotInConversationRoster' };

export class Desk {
  lapses: readonly WatchedLapse[];
  channels: readonly AlertChannel[];
  rows: readonly AlertRow[] = [];
  ladders: Watch['ladders'] = {};

  constructor(start: { lapses?: readonly WatchedLapse[]; channels?: readonly AlertChannel[] } = {}) {
    this.lapses = start.lapses ?? [lapse()];
    this.channels = start.channels ?? [channel()];
  }

  /** Decides and keeps what is to be kept. */
  decide(now: number): Decision {
    const decision = decide(this, now);
    this.keep(decision.writes);
    return decision;
  }

  /** As `team 30 first`, for each message. */
  due(now: number): string[] {
    return this.decide(now).messages.map(named);
  }

  claim({ rows, label }: Message, now: number): readonly AlertRow[] {
    const claimed = rows.map((row) => claim(row, label, now));
    this.keep(claimed);
    return claimed;
  }

  answer(claimed: readonly AlertRow[], outcome: Outcome, now: number): void {
    this.keep(claimed.map((row) => settle(row, outcome, now)));
    this.channels = this.channels.map((one) =>
      one.id === claimed[0]?.channelId ? channelAfter(one, outcome, now) : one,
    );
  }

  /** Decides and sends, as often as there is something to send; what was sent, in order. */
  send(now: number, ...outcomes: readonly Outcome[]): string[] {
    const sent: string[] = [];
    for (const outcome of outcomes) {
      const [message] = this.decide(now).messages;
      if (message === undefined) break;
      sent.push(named(message));
      this.answer(this.claim(message, now), outcome, now);
    }
    return sent;
  }

  /** States by `channel band`. */
  states(): Record<string, string> {
    return Object.fromEntries(this.rows.map((row) => [`${row.channelId} ${row.band}`, row.state]));
  }

  keep(writes: readonly AlertRow[]): void {
    const others = this.rows.filter((row) => !writes.some((one) => keyOf(one) === keyOf(row)));
    this.rows = [...others, ...writes];
  }
}

export function keyOf({ lapseId, ends, band, channelId }: AlertRow): string {
  return [lapseId, ends, band, channelId].join(' ');
}

function named({ channelId, band, label }: Message): string {
  return `${channelId} ${band} ${label}`;
}
