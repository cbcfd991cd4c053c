/** Speaking: post a card, redraw one, open a person's own chat. One thing at a time in each conversation. */
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, ConversationReference, TurnContext } from 'botbuilder';
import type { ConversationNote } from '../provisioning/contract.ts';
import { causeOf } from './adapter.ts';
import type { Card } from './cards/render.ts';
import { Lanes } from './lanes.ts';
import type { Delay, Log } from './ports.ts';
import { neverLeft, NOT_BEGUN, NO_ANSWER, troubleOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';

export interface Content {
  readonly card: Card;
  /** For the notification and for clients that show no card. */
  readonly summary: string;
}

/** `gone`: that message is no more. `closed`: the bot may not speak there until the person speaks again. */
export type Sent =
  | { readonly kind: 'sent'; readonly activityId: string }
  | ({ readonly kind: 'gone' | 'closed' | 'failed' } & Trouble);

export interface How {
  /** How often it is tried in all, with waits in between; 4 unless said. */
  readonly tries?: number;
  /** Ends the waiting, for its turn in the conversation or for the answer. */
  readonly signal?: AbortSignal;
}

export interface Chat {
  post(to: ConversationNote, content: Content, how?: How): Promise<Sent>;
  update(to: ConversationNote, activityId: string, content: Content, how?: How): Promise<Sent>;
  /** The person's own chat, made through a conversation they have just spoken in. `chatId` is the channel's id of them. */
  openPersonal(
    from: ConversationNote,
    person: { readonly chatId: string; readonly oid: string },
  ): Promise<ConversationNote | null>;
  idle(): Promise<void>;
}

export interface ChatOptions {
  readonly adapter: TeamsAdapter;
  readonly appId: string;
  readonly delay: Delay;
  readonly log: Log;
}

const TRIES = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function createChat(options: ChatOptions): Chat {
  const lanes = new Lanes();
  const speak = (to: ConversationNote, act: Act, { tries = TRIES, signal }: How = {}): Promise<Sent> => {
    let tried = false;
    const turn = lanes.run(`${to.tenantId}/${to.key}`, () => {
      if (signal?.aborted === true) return Promise.resolve(failedBy(NOT_BEGUN));
      tried = true;
      return unlessOver(persist(options, to, act, tries), signal, () => NO_ANSWER);
    });
    return unlessOver(turn, signal, () => (tried ? NO_ANSWER : NOT_BEGUN));
  };
  return {
    post: (to, content, how) =>
      speak(to, async (context) => (await context.sendActivity(message(content)))?.id ?? '', how),
    update: (to, id, content, how) =>
      speak(
        to,
        async (context) => {
          await context.updateActivity({ ...message(content), id });
          return id;
        },
        how,
      ),
    openPersonal: (from, person) => openPersonal(options, from, person),
    idle: () => lanes.idle(),
  };
}

/** Sends or edits, and answers the id of the message. */
type Act = (context: TurnContext) => Promise<string>;

function message({ card, summary }: Content): Partial<Activity> {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return { type: 'message', summary, attachments: [attachment] };
}

function failedBy(trouble: Trouble): Sent {
  return { kind: 'failed', ...trouble };
}

/** What comes of it or, when the signal comes first, the trouble there is then. */
function unlessOver(
  work: Promise<Sent>,
  signal: AbortSignal | undefined,
  trouble: () => Trouble,
): Promise<Sent> {
  if (signal === undefined) return work;
  const over = new Promise<Sent>((resolve) => {
    const end = (): void => resolve(failedBy(trouble()));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([work, over]);
}

/** Repeats only what was surely not carried out: 412 (another edit at work), 429, and what never left this machine. */
async function persist(options: ChatOptions, to: ConversationNote, act: Act, tries: number): Promise<Sent> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(options, to, act);
    if (!('error' in outcome)) return outcome;
    const trouble = troubleOf(outcome.error);
    const verdict = neverLeft(trouble) ? 'again' : judge(trouble.status);
    const facts = { cause: causeOf(outcome.error), attempt };
    if (verdict !== 'again' || attempt === tries) {
      options.log.warn(facts, 'a message could not be delivered');
      return { kind: verdict === 'again' ? 'failed' : verdict, ...trouble };
    }
    await options.delay(waitMs(trouble.retryAfterMs, attempt));
  }
}

/** The error is caught inside the turn: with onTurnError set, continueConversationAsync hides it. */
async function once(
  options: ChatOptions,
  to: ConversationNote,
  act: Act,
): Promise<Sent | { readonly error: unknown }> {
  let outcome: Sent | { readonly error: unknown } = failedBy(NOT_BEGUN);
  try {
    await options.adapter.continueConversationAsync(options.appId, reference(to), async (context) => {
      // The continuation's made-up id must not become replyToId.
      Reflect.deleteProperty(context.activity, 'id');
      outcome = await act(context).then(
        (activityId) => ({ kind: 'sent', activityId }),
        (error: unknown) => ({ error }),
      );
    });
  } catch (error) {
    return { error };
  }
  return outcome;
}

function judge(status: number | null): 'again' | 'gone' | 'closed' | 'failed' {
  switch (status) {
    case 412:
    case 429:
      return 'again';
    case 404:
      return 'gone';
    case 403:
      return 'closed';
    default:
      return 'failed';
  }
}

/** What was asked for, else doubling from half a second. */
function waitMs(asked: number | null, attempt: number): number {
  return Math.min(asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
}

function reference(note: ConversationNote): Partial<ConversationReference> {
  return JSON.parse(note.reference) as Partial<ConversationReference>;
}

async function openPersonal(
  { adapter, appId, log }: ChatOptions,
  from: ConversationNote,
  person: { readonly chatId: string; readonly oid: string },
): Promise<ConversationNote | null> {
  const { serviceUrl, bot, channelId } = reference(from);
  if (serviceUrl === undefined || bot === undefined) return null;
  const parameters = {
    isGroup: false,
    bot,
    members: [{ id: person.chatId, name: '', aadObjectId: person.oid }],
    tenantId: from.tenantId,
    channelData: { tenant: { id: from.tenantId } },
    activity: undefined as unknown as Activity,
  };
  let key = '';
  try {
    await adapter.createConversationAsync(
      appId,
      channelId ?? 'msteams',
      serviceUrl,
      '',
      parameters,
      (context) => {
        key = context.activity.conversation.id;
        return Promise.resolve();
      },
    );
  } catch (error) {
    log.warn({ cause: causeOf(error) }, 'a personal chat could not be opened');
  }
  if (key === '') return null;
  const conversation = {
    id: key,
    isGroup: false,
    conversationType: 'personal',
    tenantId: from.tenantId,
    name: '',
  };
  const opened = {
    channelId: channelId ?? 'msteams',
    serviceUrl,
    bot,
    user: { id: person.chatId, name: '' },
    conversation,
  };
  return {
    tenantId: from.tenantId,
    key,
    kind: 'personal',
    oid: person.oid,
    reference: JSON.stringify(opened),
  };
}
