/**
 * Teams as the bot sees it: a connector that takes messages and edits over HTTP, and a person who reads cards,
 * fills in their inputs and presses their buttons. It keeps what it was sent, word for word.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

export interface Element {
  readonly type?: string;
  readonly id?: string;
  readonly text?: string;
  readonly title?: string;
  readonly url?: string;
  readonly verb?: string;
  readonly value?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface Posted {
  readonly id: string;
  readonly conversationId: string;
  readonly edits: number;
  readonly text: string;
  readonly card: Element | null;
}

export interface PersonInTeams {
  readonly oid: string;
  readonly name: string;
  readonly tenantId: string;
}

export class FakeTeams {
  readonly #server: Server;
  readonly #posted = new Map<string, Posted>();
  readonly #waiting = new Set<() => void>();
  /** Teams' code, by conversation. */
  readonly #refusing = new Map<string, string>();
  /** Every body that came in, for the canary test. */
  readonly bodies: string[] = [];
  /** Every answer to what people sent. */
  readonly answers: string[] = [];
  /** What the other side says of itself; it stands in the error when something does not come. */
  trouble: () => string = () => '';
  #count = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void body(request).then((text) => {
        this.bodies.push(text);
        const refusal = this.#refusalOf(request.url ?? '');
        const id = refusal ?? this.#receive(request.method ?? '', request.url ?? '', text);
        // Not chained: restify, when it is in the same process, lets writeHead answer nothing.
        response.writeHead(refusal === undefined ? 200 : 403, { 'content-type': 'application/json' });
        response.end(JSON.stringify(refusal === undefined ? { id } : { error: { code: refusal } }));
      });
    });
  }

  static async start(): Promise<FakeTeams> {
    const teams = new FakeTeams();
    await new Promise<void>((resolve) => teams.#server.listen(0, '127.0.0.1', resolve));
    return teams;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** From now on nothing is taken for this conversation (403); null: everything is again. */
  refuse(conversationId: string, code: string | null): void {
    if (code === null) this.#refusing.delete(conversationId);
    else this.#refusing.set(conversationId, code);
  }

  /** In the order of their first posting. */
  posted(conversationId?: string): readonly Posted[] {
    return [...this.#posted.values()].filter(
      (one) => conversationId === undefined || isIn(one.conversationId, conversationId),
    );
  }

  /** Resolves with the newest posting of the conversation that satisfies the predicate, now or after a later change. */
  async until(
    conversationId: string,
    what: string,
    holds: (posted: Posted) => boolean,
    seconds = 20,
  ): Promise<Posted> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const found = this.posted(conversationId).findLast(holds);
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new TypeError(
          `${what} did not come; there is: ${this.posted(conversationId).map(shown).join(' | ')}\n${this.trouble()}`,
        );
      await this.#change(left);
    }
  }

  #change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      const waiting = this.#waiting;
      function done(): void {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      }
      waiting.add(done);
    });
  }

  #refusalOf(url: string): string | undefined {
    const [, conversation = ''] = /conversations\/([^/]+)\/activities/.exec(url) ?? [];
    const id = decodeURIComponent(conversation);
    return [...this.#refusing].find(([refused]) => isIn(id, refused))?.[1];
  }

  #receive(method: string, url: string, text: string): string {
    const [, conversation, activityId] = /conversations\/([^/]+)\/activities(?:\/([^/?]+))?/.exec(url) ?? [];
    if (conversation === undefined) return ownChat(text);
    const activity = JSON.parse(text === '' ? '{}' : text) as {
      type?: string;
      text?: string;
      attachments?: { content?: Element }[];
    };
    const edited = method === 'PUT' && activityId !== undefined ? decodeURIComponent(activityId) : undefined;
    const id = edited ?? `activity-${(this.#count += 1)}`;
    if (activity.type !== 'typing') this.keep(id, decodeURIComponent(conversation), activity);
    return id;
  }

  /** Also for a card that came back as the answer to a press. */
  keep(
    id: string,
    conversationId: string,
    activity: { text?: string; attachments?: { content?: Element }[] },
  ): void {
    const edits = (this.#posted.get(id)?.edits ?? -1) + 1;
    this.#posted.set(id, {
      id,
      conversationId,
      edits,
      text: activity.text ?? '',
      card: activity.attachments?.[0]?.content ?? null,
    });
    for (const tell of [...this.#waiting]) tell();
  }
}

/** A channel shows its threads. */
function isIn(conversation: string, shown: string): boolean {
  return conversation === shown || conversation.startsWith(`${shown};messageid=`);
}

/** The bot opens a person's own chat: Teams answers with the one conversation the two have. */
function ownChat(text: string): string {
  const { members } = JSON.parse(text === '' ? '{}' : text) as { members?: { id?: string }[] };
  return `chat-${members?.[0]?.id?.replace(/^29:/, '') ?? randomUUID()}`;
}

function shown({ id, text, card }: Posted): string {
  return `${id}: ${card === null ? text : texts(card).join(' / ')}`.slice(0, 1500);
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** One person in their own chat with the bot, or in a channel. */
export class ChatWith {
  readonly conversationId: string;
  readonly #kind: 'personal' | 'channel';
  readonly #teams: FakeTeams;
  readonly #endpoint: string;
  readonly #person: PersonInTeams;

  constructor(
    teams: FakeTeams,
    productUrl: string,
    person: PersonInTeams,
    conversationId = `chat-${person.oid}`,
    kind: 'personal' | 'channel' = 'personal',
  ) {
    this.#teams = teams;
    this.#kind = kind;
    this.#endpoint = `${productUrl}/api/messages`;
    this.#person = person;
    this.conversationId = conversationId;
  }

  say(text: string): Promise<Response> {
    return this.send({ type: 'message', text });
  }

  /** In a channel the bot hears only what is addressed to it. */
  mention(text: string): Promise<Response> {
    const mention = { type: 'mention', text: '<at>Registrar</at>', mentioned: { id: '28:registrar' } };
    return this.send({ type: 'message', text: `${mention.text} ${text}`, entities: [mention] });
  }

  /** In the order of their first posting. */
  posted(): readonly Posted[] {
    return this.#teams.posted(this.conversationId);
  }

  /** The newest card in which the words stand. */
  card(words: string | RegExp, seconds?: number): Promise<Posted> {
    const holds = ({ card }: Posted): boolean =>
      card !== null && texts(card).some((text) => matches(text, words));
    return this.#teams.until(this.conversationId, `a card with ${String(words)}`, holds, seconds);
  }

  /** This card, once the words stand on it. */
  becomes({ id }: Posted, words: string | RegExp, seconds?: number): Promise<Posted> {
    const holds = (posted: Posted): boolean =>
      posted.id === id && texts(posted.card).some((text) => matches(text, words));
    return this.#teams.until(this.conversationId, `${id} with ${String(words)}`, holds, seconds);
  }

  message(words: string | RegExp): Promise<Posted> {
    return this.#teams.until(this.conversationId, `a message with ${String(words)}`, ({ text }) =>
      matches(text, words),
    );
  }

  /** Presses a button of a card as Teams does: its own data and the value of every input, typed or preset. */
  async press(
    posted: Posted,
    title: string | RegExp,
    typed: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const action = buttons(posted.card).find(
      (one) => one.type === 'Action.Execute' && matches(one.title ?? '', title),
    );
    if (action === undefined)
      throw new TypeError(
        `no button ${String(title)} on: ${buttons(posted.card)
          .map((one) => one.title)
          .join(', ')}`,
      );
    return this.execute(posted, action.verb ?? '', {
      ...action.data,
      ...inputs(posted.card),
      ...typed,
    });
  }

  /** An Action.Execute with whatever data; the card in the answer takes the place of the pressed one. */
  async execute(
    posted: Posted,
    verb: string,
    data: Readonly<Record<string, unknown>> | null,
  ): Promise<Response> {
    const answer = await this.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: posted.id,
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    });
    const text = await answer.clone().text();
    const value = JSON.parse(text === '' ? '{}' : text) as { type?: string; value?: Element };
    const here = posted.conversationId === this.conversationId;
    if (here && value.type === 'application/vnd.microsoft.card.adaptive' && value.value !== undefined) {
      this.#teams.keep(posted.id, this.conversationId, { attachments: [{ content: value.value }] });
    }
    return answer;
  }

  /** Any activity of this person's, in this conversation. */
  async send(activity: Readonly<Record<string, unknown>>): Promise<Response> {
    const { oid, name, tenantId } = this.#person;
    const answer = await fetch(this.#endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        timestamp: new Date().toISOString(),
        channelId: 'msteams',
        serviceUrl: this.#teams.serviceUrl,
        from: { id: `29:${oid}`, name, aadObjectId: oid },
        recipient: { id: '28:registrar', name: 'Registrar' },
        conversation: { id: this.conversationId, conversationType: this.#kind, tenantId },
        channelData: { tenant: { id: tenantId } },
        ...activity,
      }),
    });
    this.#teams.answers.push(await answer.clone().text());
    return answer;
  }
}

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

/** Every element of a card, depth first. */
export function elements(node: unknown): Element[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== 'object' || node === null) return [];
  const element = node as Element;
  return [
    element,
    ...Object.entries(element).flatMap(([key, child]) =>
      key === 'data' || key === 'fallback' ? [] : elements(child),
    ),
  ];
}

/** Everything a person can read on a card. */
export function texts(card: Element | null): string[] {
  return elements(card).flatMap(({ text, title, label, value, url: _url }) =>
    [text, title, label, value].filter((one): one is string => typeof one === 'string'),
  );
}

/** The same as one text, a line each. */
export function readOn({ card }: Posted): string {
  return texts(card).join('\n');
}

/** What the card in the answer to a press says. */
export async function answered(response: Response): Promise<string> {
  const { value } = (await response.json()) as { readonly value: Element };
  return texts(value).join(' ');
}

export function buttons(card: Element | null): Element[] {
  return elements(card).filter(({ type }) => type?.startsWith('Action.') === true);
}

/** The preset of every input. */
export function inputs(card: Element | null): Record<string, string> {
  const fields = elements(card).filter(
    ({ type, id }) => type?.startsWith('Input.') === true && id !== undefined,
  );
  return Object.fromEntries(fields.map(({ id, value }) => [id ?? '', value ?? '']));
}
