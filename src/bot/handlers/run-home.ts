/** Where a run is shown: one card in the person's own chat, one in the channel it was asked for in. */
import type { CardNote, ConnectorSummary, ConversationNote, RunView } from '../../provisioning/contract.ts';
import type { SpokenTurn } from '../authorize.ts';
import { noteCard } from '../cards/menu.ts';
import type { Said } from '../cards/text.ts';
import type { Content } from '../chat.ts';
import { openRuns, showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { isRetired, retired } from '../notifier.ts';
import { originText } from '../origin.ts';
import { words } from '../words.ts';

/**
 * Starts a run, or goes on with the one that is open for this connector. `replace` is the menu card that was
 * pressed: it becomes the run's card, or in a channel the channel's.
 */
export async function startRun(
  desk: Desk,
  turn: SpokenTurn,
  connector: ConnectorSummary,
  replace: string | null,
): Promise<Content> {
  const home = await homeOf(desk, turn);
  if (home === null) return sayIn(desk, turn, words.cannotWriteToYou(turn.actor.displayName), replace);
  const open = await openRunOf(desk, turn, connector);
  return open === undefined
    ? begin(desk, turn, connector, home, replace)
    : goOn(desk, turn, open, home, replace);
}

/**
 * Another run of the same connector, beside one that is registered: to add to its registration, or for the next
 * function. Its card goes to the end of the person's chat; the sentence is for the card that was pressed.
 */
export async function startAnother(
  desk: Desk,
  turn: SpokenTurn,
  runId: string,
  what: 'add' | 'next-function',
): Promise<Said> {
  const home = await homeOf(desk, turn);
  if (home === null) return words.cannotWriteToYou(turn.actor.displayName);
  const { connector } = await desk.provisioning.view(turn.actor, runId);
  const open = await openRunOf(desk, turn, connector);
  if (open !== undefined) {
    await continueBelow(desk, open, 'requester', home);
    return words.openAlready(connector.title);
  }
  const view = await desk.provisioning.startFrom(turn.actor, runId, what, originText(turn.conversation));
  await desk.notifier.seat(view, 'requester', home, turn.actor.oid);
  return words.goesOnBelow(connector.title);
}

/** One that is registered keeps its own card and waits for nothing here: the next set-up is a new one. */
async function openRunOf(
  desk: Desk,
  turn: SpokenTurn,
  connector: ConnectorSummary,
): Promise<RunView | undefined> {
  const open = await openRuns(desk, turn.actor);
  return open.find((view) => view.connector.id === connector.id && view.phase !== 'proven');
}

async function begin(
  desk: Desk,
  turn: SpokenTurn,
  connector: ConnectorSummary,
  home: ConversationNote,
  replace: string | null,
): Promise<Content> {
  const view = await desk.provisioning.start(turn.actor, connector.id, originText(turn.conversation));
  const pressed = replace ?? undefined;
  const inOwnChat = home.key === turn.conversation.key;
  await desk.notifier.seat(view, 'requester', home, turn.actor.oid, inOwnChat ? pressed : undefined);
  if (inOwnChat)
    return desk.presenter.run(view, { role: 'requester', conversationKey: home.key, oid: turn.actor.oid });
  await desk.notifier.seat(view, 'channel', turn.conversation, null, pressed);
  return desk.presenter.run(view, { role: 'channel', conversationKey: turn.conversation.key, oid: null });
}

async function goOn(
  desk: Desk,
  turn: SpokenTurn,
  open: RunView,
  home: ConversationNote,
  replace: string | null,
): Promise<Content> {
  await continueBelow(desk, open, 'requester', home);
  const below = words.continuedBelow(open.connector.title);
  if (home.key !== turn.conversation.key) {
    return sayIn(desk, turn, words.goesOnInYourChat(turn.actor.displayName), replace);
  }
  return replace === null ? desk.presenter.still(noteCard(below)) : sayIn(desk, turn, below, replace);
}

/** The person's own chat: here, known, or opened now. Null: the bot may not write to them. */
export async function homeOf({ memory, chat }: Desk, turn: SpokenTurn): Promise<ConversationNote | null> {
  if (turn.conversation.kind === 'personal') return turn.conversation;
  const { tenantId, actor, chatId } = turn;
  const known = await memory.personalConversation(tenantId, actor.oid);
  if (known !== null) return known;
  const opened = await chat.openPersonal(turn.conversation, { chatId, oid: actor.oid });
  if (opened !== null) await memory.putConversation(opened);
  return opened;
}

/** The run's card again, at the end of the chat; the old one keeps one line and nothing to press. */
export async function continueBelow(
  desk: Desk,
  view: RunView,
  role: CardNote['role'],
  home: ConversationNote,
): Promise<void> {
  const cards = await desk.memory.cards(view.tenantId, view.runId);
  const old = cards.filter(
    (card) => card.role === role && card.conversationKey === home.key && !isRetired(card),
  );
  // First, so that no change that comes meanwhile draws them again.
  for (const card of old) await desk.memory.putCard(retired(card));
  const oid = role === 'channel' ? null : view.requester.oid;
  const seated = await desk.notifier.seat(view, role, home, oid);
  const line = desk.presenter.still(noteCard(words.continuedBelow(view.connector.title)));
  for (const card of old) {
    if (seated === null) await desk.memory.putCard(card);
    else await desk.chat.update(home, card.activityId, line);
  }
}

export function sayIn(
  desk: Desk,
  turn: SpokenTurn,
  sentence: Said,
  replace: string | null = null,
): Promise<Content> {
  return showMenu(desk, turn, noteCard(sentence), replace);
}
