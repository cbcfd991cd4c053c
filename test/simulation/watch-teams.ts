/** A Teams that loses answers, puts us off, throws us out, and is gone for days. */
import type { Message } from '../../src/provisioning/core/watch/decide.ts';
import type { Outcome } from '../../src/provisioning/core/watch/settle.ts';
import type { Dice } from './watch-agenda.ts';
import type { Tenant } from './watch-tenants.ts';
import type { Outages } from './watch-weather.ts';

export interface Post {
  /** What the sender learns; null: the process ended while it waited. */
  readonly outcome: Outcome | null;
  /** Whether people see it, whatever the sender learned. */
  readonly arrived: boolean;
}

/** How likely each is for one message. */
export interface Manners {
  readonly unanswered: number;
  readonly crash: number;
  readonly throttled: number;
  /** Whether a repeat may get lost like any other: two sends are all that the promise allows. */
  readonly losesRepeats: boolean;
}

export const USUAL: Manners = { unanswered: 0.005, crash: 0.002, throttled: 0.01, losesRepeats: true };
export const ROUGH: Manners = { unanswered: 0.1, crash: 0.05, throttled: 0.1, losesRepeats: false };

const LOST: Post = { outcome: { kind: 'unanswered' }, arrived: false };

export class FakeTeams {
  readonly #dice: Dice;
  readonly #down: Outages;
  readonly #manners: Manners;
  #messages = 0;

  constructor(dice: Dice, down: Outages, manners: Manners) {
    this.#dice = dice;
    this.#down = down;
    this.#manners = manners;
  }

  /** To a question that leaves nothing behind. */
  answers(at: number): boolean {
    return !this.#down.isOut(at);
  }

  post({ closed }: Tenant, { channelId, label }: Message, at: number): Post {
    const dice = this.#dice;
    const { unanswered, crash, throttled, losesRepeats } = this.#manners;
    if (this.#down.isOut(at)) {
      if (dice.happens(0.5)) return { outcome: { kind: 'not-sent' }, arrived: false };
      return dice.happens(0.1) ? { ...LOST, arrived: true } : LOST;
    }
    if (closed.get(channelId)?.isOut(at) === true)
      return { outcome: { kind: 'refused', code: 'BotNotInConversationRoster' }, arrived: false };
    if (dice.happens(throttled))
      return { outcome: { kind: 'throttled', retryAfterMs: dice.between(1, 60) * 1000 }, arrived: false };
    const arrived = dice.happens(0.5) || (label === 'repeat' && !losesRepeats);
    if (dice.happens(unanswered)) return { ...LOST, arrived };
    if (dice.happens(crash)) return { outcome: null, arrived };
    this.#messages += 1;
    return { outcome: { kind: 'sent', activityId: `m${this.#messages}` }, arrived: true };
  }
}
