/** A Teams that loses answers, puts us off, throws us out, and is gone for days. */
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

const UNANSWERED = 0.005;
const THROTTLED = 0.01;
const CRASH = 0.002;
const LOST: Post = { outcome: { kind: 'unanswered' }, arrived: false };

export class FakeTeams {
  readonly #dice: Dice;
  readonly #down: Outages;
  #messages = 0;

  constructor(dice: Dice, down: Outages) {
    this.#dice = dice;
    this.#down = down;
  }

  /** To a question that leaves nothing behind. */
  answers(at: number): boolean {
    return !this.#down.isOut(at);
  }

  post({ closed }: Tenant, channelId: string, at: number): Post {
    const dice = this.#dice;
    if (this.#down.isOut(at)) {
      if (dice.happens(0.5)) return { outcome: { kind: 'not-sent' }, arrived: false };
      return dice.happens(0.1) ? { ...LOST, arrived: true } : LOST;
    }
    if (closed.get(channelId)?.isOut(at) === true)
      return { outcome: { kind: 'refused', code: 'BotNotInConversationRoster' }, arrived: false };
    if (dice.happens(THROTTLED))
      return { outcome: { kind: 'throttled', retryAfterMs: dice.between(1, 60) * 1000 }, arrived: false };
    if (dice.happens(UNANSWERED)) return { ...LOST, arrived: dice.happens(0.5) };
    if (dice.happens(CRASH)) return { outcome: null, arrived: dice.happens(0.5) };
    this.#messages += 1;
    return { outcome: { kind: 'sent', activityId: `m${this.#messages}` }, arrived: true };
  }
}
