/**
 * Who speaks, where. Nothing in an activity gives anyone a right: it only says who asks. The engine and Entra
 * decide; here the malformed and the misplaced are turned away before anything is looked up for them.
 */
import { TurnContext } from 'botbuilder';
import type { Activity } from 'botbuilder';
import type { ConversationNote } from '../provisioning/contract.ts';
import type { Actor } from '../provisioning/index.ts';
import { cap, clean } from './cards/text.ts';

export interface Turn {
  readonly tenantId: string;
  readonly conversation: ConversationNote;
  readonly activityId: string;
  /** The message that a press came from. */
  readonly replyToId: string | null;
  /** Null: an event of Teams' own. */
  readonly actor: Actor | null;
  /** Of the speaker's clock, an IANA name; null: the client does not say. */
  readonly zone: string | null;
  /** The channel's id of the speaker, e.g. `29:...`. */
  readonly chatId: string;
}

export type SpokenTurn = Turn & { readonly actor: Actor };

export type Authorized =
  { readonly kind: 'ok'; readonly turn: Turn } | { readonly kind: 'refused'; readonly why: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONGEST_ID = 1_000;

/** `why` is for the log. */
export function authorize(activity: Activity): Authorized {
  if (activity.channelId !== 'msteams') return refused('another channel than msteams');
  const { from, recipient, conversation, serviceUrl, id } = activity;
  if (![from, recipient, conversation].every(hasId)) return refused('an id is missing');
  if (!isId(serviceUrl) || !isId(id)) return refused('serviceUrl or id is missing');
  if (from.id === recipient.id || from.role === 'bot') return refused('a bot speaks');
  const tenantId = tenantOf(activity);
  if (tenantId === null) return refused('no tenant, or two');
  const oid = guid(from.aadObjectId);
  const speaks = activity.type === 'message' || activity.type === 'invoke';
  if (speaks && oid === null) return refused('the speaker has no object id');
  const actor = oid === null ? null : { oid, displayName: nameOf(from.name), tenantId };
  return { kind: 'ok', turn: turnOf(activity, tenantId, actor) } as const;
}

function turnOf(
  activity: Activity,
  tenantId: string,
  actor: { oid: string; displayName: string; tenantId: string } | null,
): Turn {
  const kind = kindOf(activity.conversation.conversationType);
  const conversation: ConversationNote = {
    tenantId,
    key: activity.conversation.id,
    kind,
    oid: kind === 'personal' ? (actor?.oid ?? null) : null,
    reference: JSON.stringify(TurnContext.getConversationReference(activity)),
  };
  return {
    tenantId,
    conversation,
    activityId: activity.id ?? '',
    replyToId: isId(activity.replyToId) ? activity.replyToId : null,
    actor: actor as Actor | null,
    zone: zoneOf(activity),
    chatId: activity.from.id,
  };
}

/** Teams says it in an entity of its own, other clients in the activity. */
function zoneOf(activity: Activity): string | null {
  const info = (activity.entities ?? []).find(({ type }) => type === 'clientInfo');
  const zone: unknown = info === undefined ? activity.localTimezone : Reflect.get(info, 'timezone');
  return isId(zone) ? zone : null;
}

/** Teams says the tenant in up to two places; they must agree. */
function tenantOf(activity: Activity): string | null {
  const data: unknown = activity.channelData;
  const tenant: unknown = isRecord(data) ? data['tenant'] : undefined;
  const said = [activity.conversation.tenantId, isRecord(tenant) ? tenant['id'] : undefined].filter(
    (id) => id !== undefined && id !== '',
  );
  const [first, second] = said.map(guid);
  if (first === undefined || first === null) return null;
  return second === undefined || second === first ? first : null;
}

function kindOf(type: unknown): ConversationNote['kind'] {
  return type === 'personal' || type === 'channel' ? type : 'groupChat';
}

function nameOf(name: unknown): string {
  const cleaned = typeof name === 'string' ? cap(clean(name), 120) : '';
  return cleaned === '' ? 'Somebody' : cleaned;
}

function guid(text: unknown): string | null {
  return typeof text === 'string' && GUID.test(text) ? text.toLowerCase() : null;
}

function isId(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text.length <= LONGEST_ID;
}

/** The types of an activity promise what the wire does not. */
function hasId(account: { readonly id?: string } | undefined): boolean {
  return isId(account?.id);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function refused(why: string): Authorized {
  return { kind: 'refused', why };
}
