/** Speaking: post a card, redraw one, open a person's own chat. One thing at a time in each conversation. */
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, ConversationReference, TurnContext } from 'botbuilder';
import type { ConversationNote } from '../provisioning/contract.ts';
import { causeOf } from './adapter.ts';
import type { Card } from './cards/render.ts';
import { Lanes } from './lanes.ts';
import type { Delay, Log } from './ports.ts';

export interface Content {
  readonly card: Card;
  /** For the notification and for clients that show no card. */
  readonly summary: string;
}

/** `gone`: that message is no more. `closed`: the bot may not speak there until the person speaks again. */
export type Sent =
  { readonly kind: 'sent'; readonly activityId: string } | { readonly kind: 'gone' | 'closed' | 'failed' };

export interface Chat {
  post(to: ConversationNote, content: Content): Promise<Sent>;
  update(to: ConversationNote, activityId: string, content: Content): Promise<Sent>;
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
  const speak = (to: ConversationNote, act: Act): Promise<Sent> =>
    lanes.run(`${to.tenantId}/${to.key}`, () => persist(options, to, act));
  return {
    post: (to, content) =>
      speak(to, async (context) => (await context.sendActivity(message(content)))?.id ?? ''),
    update: (to, id, content) =>
      speak(to, async (context) => {
        await context.updateActivity({ ...message(content), id });
        return id;
      }),
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

/** Repeats only what was surely not carried out: 412 (another edit at work) and 429. */
async function persist(options: ChatOptions, to: ConversationNote, act: Act): Promise<Sent> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(options, to, act);
    if (!('error' in outcome)) return outcome;
    const verdict = judge(outcome.error);
    const facts = { cause: causeOf(outcome.error), attempt };
    if (verdict !== 'again' || attempt === TRIES) {
      options.log.warn(facts, 'a message could not be delivered');
      return { kind: verdict === 'again' ? 'failed' : verdict };
    }
    await options.delay(waitMs(outcome.error, attempt));
  }
}

/** The error is caught inside the turn: with onTurnError set, continueConversationAsync hides it. */
async function once(
  options: ChatOptions,
  to: ConversationNote,
  act: Act,
): Promise<Sent | { readonly error: unknown }> {
  let outcome: Sent | { readonly error: unknown } = { kind: 'failed' };
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

function judge(error: unknown): 'again' | 'gone' | 'closed' | 'failed' {
  switch (statusOf(error)) {
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

function statusOf(error: unknown): number | undefined {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** Retry-After in seconds when there is one, else doubling from half a second. */
function waitMs(error: unknown, attempt: number): number {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  const asked =
    Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : FIRST_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(asked, LONGEST_WAIT_MS);
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
