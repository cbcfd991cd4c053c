/**
 * A bot under test and the Teams around it, on this machine: a connector that keeps every message and edit, fails
 * on request, and people who write and press. The bot is the real one, over the real adapter and real HTTP.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdapter } from '../../src/bot/adapter.ts';
import { createBot } from '../../src/bot/app.ts';
import type { Bot } from '../../src/bot/app.ts';
import type { Outbox, Person } from '../../src/provisioning/contract.ts';
import { emptyOutbox, FakeAlerts } from './alerts.ts';
import { FakeChatMemory } from './chat-memory.ts';
import { FakeProvisioning } from './provisioning.ts';
import { ANNA, NOW, TENANT } from './run-views.ts';

type Json = Record<string, unknown>;

export interface Call {
  readonly method: string;
  readonly conversation: string;
  readonly activity: string;
  readonly body: Json;
}

export interface Message {
  readonly id: string;
  readonly conversation: string;
  readonly card: Json;
}

/** Delays that end when the test says so. */
export class Patience {
  readonly #waiting = new Set<() => void>();
  /** How long each wait asked for, in ms. */
  readonly asked: number[] = [];
  /** True: waits end at once. */
  hurry = false;

  readonly delay = (ms: number, signal?: AbortSignal): Promise<void> => {
    this.asked.push(ms);
    if (this.hurry) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      signal?.addEventListener('abort', () => this.#waiting.delete(resolve));
    });
  };

  runOut(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

export class ChatRoom {
  readonly provisioning = new FakeProvisioning();
  readonly alerts = new FakeAlerts();
  readonly memory = new FakeChatMemory();
  readonly patience = new Patience();
  readonly calls: Call[] = [];
  readonly logged: Json[] = [];
  /** Taken up by the next bot. */
  outbox: Outbox = emptyOutbox;
  bot: Bot;
  readonly #messages = new Map<string, Message>();
  readonly #failures: { status: number; code: string }[] = [];
  readonly #server: Server;
  #nonces = 0;
  #ticks = 0;
  #ids = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { status, answer } = this.#connector(request.method ?? '', request.url ?? '', body);
        // Not chained: once restify is loaded, writeHead answers nothing in the whole process.
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer));
      });
    });
    this.bot = this.#newBot();
  }

  static async open(): Promise<ChatRoom> {
    const room = new ChatRoom();
    await new Promise<void>((resolve) => room.#server.listen(0, '127.0.0.1', resolve));
    return room;
  }

  async close(): Promise<void> {
    await this.bot.stop();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** As after a restart: the memory stays, the process does not. */
  async restart(): Promise<void> {
    await this.bot.stop();
    this.bot = this.#newBot();
  }

  /** The connector answers the next requests like this. */
  fail(status: number, times = 1, code = 'Failed'): void {
    for (let i = 0; i < times; i += 1) this.#failures.push({ status, code });
  }

  messages(conversation = chatOf(ANNA)): Message[] {
    return [...this.#messages.values()].filter((one) => one.conversation === conversation);
  }

  last(conversation?: string): Message {
    const message = this.messages(conversation).at(-1);
    if (message === undefined) throw new TypeError('nothing was said');
    return message;
  }

  /** Delivers one activity as Teams does, and waits for the answer to the request. */
  async deliver(activity: Json): Promise<{ status: number; body: Json | undefined }> {
    let status = 0;
    let body: Json | undefined;
    const response = {
      socket: undefined,
      header: () => undefined,
      status: (code: number) => (status = code),
      send: (sent: unknown) => (body = sent as Json),
      end: () => undefined,
    };
    const request = { method: 'POST', headers: {}, body: activity };
    await this.bot.receive(request, response);
    return { status, body };
  }

  activity(person: Person, more: Json): Json {
    const address = this.#server.address() as AddressInfo;
    return {
      id: `in-${(this.#ids += 1)}`,
      channelId: 'msteams',
      serviceUrl: `http://127.0.0.1:${address.port}`,
      from: { id: `29:${person.oid}`, name: person.displayName, aadObjectId: person.oid },
      recipient: { id: '28:registrar', name: 'Registrar' },
      conversation: { id: chatOf(person), conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      ...more,
    };
  }

  async say(person: Person, text: string, more: Json = {}): Promise<void> {
    await this.deliver(this.activity(person, { type: 'message', text, ...more }));
    await this.bot.idle();
  }

  /** The activity that a press of this button sends, with all the card's inputs as they stand or are typed. */
  pressing(
    person: Person,
    message: Message,
    title: string,
    typed: Record<string, string> = {},
    more: Json = {},
  ): Json {
    const action = actions(message.card).find((one) => String(one['title']).startsWith(title));
    if (action === undefined)
      throw new TypeError(`no button ${title}; there is ${actionTitles(message.card).join(', ')}`);
    const data = { ...(action['data'] as Json), ...inputs(message.card), ...typed };
    const value = { action: { type: 'Action.Execute', verb: action['verb'], data }, trigger: 'manual' };
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', replyToId: message.id, value };
    return this.activity(person, { ...invoke, ...more });
  }

  /** Presses, lets everything settle, and returns the card that answered. */
  async press(
    person: Person,
    message: Message,
    title: string,
    typed: Record<string, string> = {},
    more: Json = {},
  ): Promise<Json> {
    const { status, body } = await this.deliver(this.pressing(person, message, title, typed, more));
    if (status !== 200 || body?.['statusCode'] !== 200)
      throw new TypeError(`answered ${status} ${JSON.stringify(body)}`);
    await this.bot.idle();
    return body['value'] as Json;
  }

  #newBot(): Bot {
    const note = (facts: Readonly<Json>, message: string): void =>
      void this.logged.push({ ...facts, message });
    const log = { info: note, warn: note, error: note };
    const newNonce = (): string => (this.#nonces += 1).toString(16).padStart(32, '0');
    return createBot({
      provisioning: this.provisioning,
      alerts: this.alerts,
      outbox: this.outbox,
      memory: this.memory,
      adapter: createAdapter({ appId: '', log, newNonce }),
      appId: '',
      publicUrl: 'http://localhost:3978',
      newNonce,
      now: () => NOW,
      // A second at each look: nothing has to wait for its turn.
      ticks: () => (this.#ticks += 1_000),
      unit: () => 0,
      delay: this.patience.delay,
      log,
    });
  }

  #connector(method: string, url: string, text: string): { status: number; answer: Json } {
    const body = (text === '' ? {} : JSON.parse(text)) as Json;
    const [, conversation = '', activity = ''] =
      /conversations\/([^/]+)\/activities\/?([^/?]*)/.exec(url)?.map(decodeURIComponent) ?? [];
    this.calls.push({ method, conversation, activity, body });
    const failure = this.#failures.shift();
    if (failure !== undefined) {
      return { status: failure.status, answer: { error: { code: failure.code, message: 'no' } } };
    }
    if (conversation === '')
      return { status: 201, answer: { id: `chat:opened-${String(this.calls.length)}` } };
    const id = method === 'PUT' ? activity : `out-${(this.#ids += 1)}`;
    const attachments = (body['attachments'] ?? []) as { content: Json }[];
    this.#messages.set(id, { id, conversation, card: attachments[0]?.content ?? { text: body['text'] } });
    return { status: 200, answer: { id } };
  }
}

export function chatOf(person: Person): string {
  return `chat:${person.oid}`;
}

function* walk(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const one of value) yield* walk(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const [key, one] of Object.entries(value))
      if (key !== 'fallback' && key !== 'data') yield* walk(one);
  }
}

export function actions(card: Json): Json[] {
  return [...walk(card)].filter(({ type }) => String(type).startsWith('Action.'));
}

export function actionTitles(card: Json): string[] {
  return actions(card).map(({ title }) => String(title));
}

/** The value of every input as the card shows it. */
export function inputs(card: Json): Record<string, string> {
  const fields = [...walk(card)].filter(({ type }) => String(type).startsWith('Input.'));
  return Object.fromEntries(
    fields.map(({ id, value }) => [String(id), typeof value === 'string' ? value : '']),
  );
}

/** Everything that can be read on the card. */
export function textOf(card: Json): string {
  return [...walk(card)]
    .flatMap(({ text, title, label }) => [text, title, label])
    .filter(Boolean)
    .join('\n');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
