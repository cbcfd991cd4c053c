/**
 * A dispatcher at work: the real outbox, the real adapter of botbuilder, and the pretend Teams on a real socket, with
 * time in the hands of the test.
 */
import { createAdapter } from '../../src/bot/adapter.ts';
import { createChat, type Chat, type Content, type Sent } from '../../src/bot/chat.ts';
import { createDispatcher, MAY_BE_REPEAT, type Dispatcher } from '../../src/bot/dispatch/index.ts';
import type { DispatcherOptions, Refused } from '../../src/bot/dispatch/index.ts';
import type { ConversationNote, Outbox, OutboxNote, OutboxRow } from '../../src/provisioning/contract.ts';
import { ConnectionLost } from '../../src/sandbox/connection.ts';
import { noteOf, startTeamsSimulator, type TeamsSimulator } from './teams-simulator.ts';
import type { StageTime } from './virtual-time.ts';

export const TENANT = 'aaaaaaaa-0000-4000-8000-000000000000';

/** A message as people see it now. */
export interface Seen {
  /** Lapse and band, as the test's cards say it. */
  readonly alert: string;
  readonly channelId: string;
  readonly labelled: boolean;
  readonly edits: number;
}

type Options = Partial<Omit<DispatcherOptions, 'outbox'>> & {
  readonly outbox: Outbox;
  readonly time: StageTime;
};

export class DispatchStage {
  readonly outbox: Outbox;
  readonly time: StageTime;
  readonly simulator: TeamsSimulator;
  readonly dispatcher: Dispatcher;
  /** Where channels are, by their id. */
  readonly notes = new Map<string, ConversationNote>();
  readonly refusals: Refused[] = [];
  readonly logged: string[] = [];
  readonly #options: Options;
  readonly #chat: Chat;
  readonly #work = new Work();

  private constructor(options: Options, simulator: TeamsSimulator, work: Work) {
    this.#options = options;
    this.#work = work;
    this.outbox = options.outbox;
    this.time = options.time;
    this.simulator = simulator;
    const log = { info: this.#note, warn: this.#note, error: this.#note };
    const adapter = createAdapter({ appId: '', log, newNonce: () => '0'.repeat(32) });
    this.#chat = createChat({ adapter, appId: '', delay: options.time.delay, log });
    this.dispatcher = this.replica();
  }

  static async open(options: Options): Promise<DispatchStage> {
    const work = new Work();
    const { time } = options;
    const delay = (ms: number): Promise<void> => (ms > 0 ? work.inTeams(time.delay(ms)) : Promise.resolve());
    const clock = { now: () => time.ticks() };
    const simulator = await startTeamsSimulator({ clock, delay, tenantId: TENANT });
    work.watch(simulator);
    return new DispatchStage(options, simulator, work);
  }

  /** Another dispatcher on the same outbox. */
  replica(more: Partial<DispatcherOptions> = {}): Dispatcher {
    const { time } = this;
    const log = { info: this.#note, warn: this.#note, error: this.#note };
    return createDispatcher({
      conversation: (row) => Promise.resolve(this.notes.get(row.channelId) ?? null),
      content: cardOf,
      refused: async (refused) => void this.refusals.push(refused),
      moved: async (note) => void this.notes.set(note.key, note),
      ...{ now: () => time.now(), ticks: () => time.ticks(), delay: time.delay, unit: () => 0.5, log },
      ...this.#options,
      ...more,
      outbox: this.#work.atStore(this.outbox),
      chat: this.#work.atChat(this.#chat),
    });
  }

  /** Installs the bot in each, by channel. */
  async install(...channelIds: string[]): Promise<void> {
    for (const id of channelIds) this.notes.set(id, noteOf(this.simulator.serviceUrl, TENANT, id));
    const conversations = channelIds.map((id) => ({ id, tenantId: TENANT }));
    await this.simulator.control('POST', 'conversations', { conversations });
  }

  alert(changes: Partial<OutboxNote> = {}): OutboxNote {
    return {
      ...{ tenantId: TENANT, lapseId: 'lapse-1', ends: '2026-12-23T09:00:00.000Z', band: 30 },
      ...{ channelId: 'anna', dueAt: new Date(this.time.now()).toISOString(), facts: {}, edits: null },
      ...changes,
    };
  }

  fault(effect: object, match: object = {}, times: number | 'always' = 1): Promise<unknown> {
    return this.simulator.control('POST', 'faults', { rules: [{ effect, match, times }] });
  }

  /** Sends what is due now. */
  run(dispatcher = this.dispatcher): Promise<void> {
    const work = dispatcher.dispatch().then(() => dispatcher.idle());
    return this.during(work);
  }

  /** The same after so much time. */
  async after(ms: number): Promise<void> {
    this.time.advance(ms);
    await this.run();
  }

  /** Something else that time has to wait for. */
  atWork<T>(work: Promise<T>): Promise<T> {
    return this.#work.count(work);
  }

  during<T>(work: Promise<T>): Promise<T> {
    return this.time.during(work, () => this.#work.busy);
  }

  async row(which: { channelId?: string; lapseId?: string } = {}): Promise<OutboxRow> {
    const [first] = await this.outbox.rows({ tenantId: TENANT, ...which });
    if (first === undefined) throw new RangeError('no such row');
    return first;
  }

  /** Every message that is there, in the order of posting. */
  seen(): Seen[] {
    return [...this.simulator.teams.state.messages.values()].map(({ conversationId, versions }) => {
      const summary = String(versions.at(-1)?.activity['summary']);
      return {
        alert: summary.replace(`${MAY_BE_REPEAT} `, ''),
        channelId: conversationId,
        labelled: summary.startsWith(MAY_BE_REPEAT),
        edits: versions.length - 1,
      };
    });
  }

  async close(): Promise<void> {
    await this.during(this.dispatcher.stop());
    await this.simulator.close();
  }

  readonly #note = (facts: Readonly<Record<string, unknown>>, message: string): void =>
    void this.logged.push(`${message} ${JSON.stringify(facts)}`);
}

/** `facts.size`: so many characters more on the full card. */
function cardOf({ lapseId, band, short, facts }: OutboxRow): Content {
  const summary = `${lapseId} ${band}${short ? ' short' : ''}`;
  const size = short || typeof facts['size'] !== 'number' ? 0 : facts['size'];
  const body = [{ type: 'TextBlock', text: summary + 'x'.repeat(size), wrap: true }];
  return { card: { type: 'AdaptiveCard', version: '1.5', body }, summary };
}

/** What is under way and does not wait for time. */
class Work {
  #store = 0;
  #chat = 0;
  #inTeams = 0;
  /** Connections that stay silent for ever, until nobody waits for them. */
  #hung = 0;

  get busy(): number {
    return this.#store + Math.max(0, this.#chat - this.#hung - this.#inTeams);
  }

  watch({ teams }: TeamsSimulator): void {
    const { handle } = teams;
    teams.handle = async (request) => {
      try {
        return await handle(request);
      } catch (problem) {
        if (problem instanceof ConnectionLost && problem.how === 'hang') this.#hung += 1;
        throw problem;
      }
    };
  }

  async inTeams(wait: Promise<void>): Promise<void> {
    this.#inTeams += 1;
    await wait.finally(() => (this.#inTeams -= 1));
  }

  async count<T>(work: Promise<T>): Promise<T> {
    this.#store += 1;
    return work.finally(() => (this.#store -= 1));
  }

  atStore(outbox: Outbox): Outbox {
    return new Proxy(outbox, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => this.count(method(...args));
      },
    });
  }

  atChat(chat: Chat): Pick<Chat, 'post' | 'update'> {
    const heard = async (sending: Promise<Sent>): Promise<Sent> => {
      this.#chat += 1;
      const sent = await sending;
      this.#chat -= 1;
      if (sent.kind !== 'sent' && sent.code === 'NoAnswer') this.#hung -= 1;
      return sent;
    };
    return {
      post: (...args) => heard(chat.post(...args)),
      update: (...args) => heard(chat.update(...args)),
    };
  }
}
