/** What a request does, once nothing stands in its way: the answer's status and body, or a refusal. */
import { TeamsRefusal } from './errors.ts';
import type { Asking } from './reading.ts';
import type { Activity, Conversation, Member, TeamsState } from './state.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** @throws TeamsRefusal */
export function carryOut(state: TeamsState, asking: Asking): Answer {
  const { operation } = asking;
  if (operation.kind === 'create') return create(state, asking);
  const conversation = conversationOf(state, operation.conversationId);
  switch (operation.kind) {
    case 'post':
      return { status: 201, body: { id: show(state, conversation, asking, null) } };
    case 'reply':
      return { status: 201, body: { id: show(state, conversation, asking, operation.activityId) } };
    case 'update':
      return edit(state, conversation, asking, operation.activityId);
    case 'delete':
      throw new TeamsRefusal('NotImplemented');
    case 'members':
      return { status: 200, body: conversation.members };
    case 'pagedMembers':
      return { status: 200, body: page(conversation.members, asking.query) };
    case 'member':
      return { status: 200, body: memberOf(conversation, operation.memberId) };
    default:
      return operation satisfies never;
  }
}

/** Of a thread in a channel: the channel's. */
function conversationOf(state: TeamsState, id: string): Conversation {
  const found = state.conversations.get(id) ?? state.conversations.get(id.split(';', 1)[0] ?? '');
  if (found === undefined) throw new TeamsRefusal('ConversationNotFound');
  return { ...found, id };
}

function show(
  state: TeamsState,
  conversation: Conversation,
  { body, now }: Asking,
  replyTo: string | null,
): string {
  state.count += 1;
  const id = `${Math.floor(now)}${state.count.toString().padStart(6, '0')}`;
  const { id: conversationId, tenantId } = conversation;
  const versions = [{ at: now, activity: body }];
  // Somebody is seen typing; nothing stays.
  if (body['type'] !== 'typing') state.messages.set(id, { id, conversationId, tenantId, replyTo, versions });
  return id;
}

function edit(state: TeamsState, conversation: Conversation, asking: Asking, activityId: string): Answer {
  const message = state.messages.get(activityId);
  if (message?.conversationId !== conversation.id) throw new TeamsRefusal('ActivityNotFoundInConversation');
  message.versions.push({ at: asking.now, activity: asking.body });
  return { status: 200, body: { id: activityId } };
}

/** A thread of a channel, with its first message; or the one chat that the bot and a person have. */
function create(state: TeamsState, asking: Asking): Answer {
  const { channelData, members, activity } = asking.body as Wanted;
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    const channel = conversationOf(state, channelId);
    const id = show(state, channel, { ...asking, body: activity ?? {} }, null);
    const thread = `${channelId};messageid=${id}`;
    const message = state.messages.get(id);
    if (message !== undefined) state.messages.set(id, { ...message, conversationId: thread });
    return { status: 201, body: { id: thread, activityId: id } };
  }
  const wanted = members?.[0]?.id;
  const own = [...state.conversations.values()].find(
    ({ kind, members: there }) => kind === 'personal' && there.some(({ id }) => id === wanted),
  );
  if (own === undefined) throw new TeamsRefusal('ForbiddenOperationException');
  const activityId = activity == null ? undefined : show(state, own, { ...asking, body: activity }, null);
  return { status: 201, body: { id: own.id, ...(activityId === undefined ? {} : { activityId }) } };
}

interface Wanted {
  readonly channelData?: { readonly channel?: { readonly id?: string } };
  readonly members?: readonly Member[];
  readonly activity?: Activity | null;
}

function page(members: readonly Member[], query: URLSearchParams): object {
  const from = Number(query.get('continuationToken') ?? 0);
  const to = from + Number(query.get('pageSize') ?? 200);
  const more = to < members.length ? { continuationToken: to.toString() } : {};
  return { members: members.slice(from, to), ...more };
}

function memberOf({ members }: Conversation, memberId: string): Member {
  const found = members.find(({ id, aadObjectId }) => id === memberId || aadObjectId === memberId);
  if (found === undefined) throw new TeamsRefusal('MemberNotFoundInConversation');
  return found;
}
