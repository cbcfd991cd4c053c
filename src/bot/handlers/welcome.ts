/** Installed, or added to a conversation: one hello, once. Taken away again: nothing goes there any more. */
import type { Activity } from 'botbuilder';
import type { Turn } from '../authorize.ts';
import { helloCard } from '../cards/menu.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { leaveFrom, listenAt } from './alert-here.ts';

/** `known`: the bot has spoken or been spoken to here before. */
export async function welcome(desk: Desk, turn: Turn, activity: Activity, known: boolean): Promise<void> {
  if (isDeparture(activity)) await leaveFrom(desk, turn);
  if (!isArrival(activity)) return;
  await listenAt(desk, turn, 'arrived');
  if (known) return;
  // Teams sends an installation and a membership event for one arrival, in any order.
  if (!(await desk.memory.firstSight(turn.tenantId, turn.conversation.key, 'welcome'))) return;
  const by = turn.conversation.kind === 'personal' ? null : (turn.actor?.displayName ?? null);
  await showMenu(desk, turn, helloCard(null, by), null);
}

function isArrival(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return /^add/i.test(activity.action ?? '');
  const added = activity.membersAdded ?? [];
  return activity.type === 'conversationUpdate' && added.some(({ id }) => id === activity.recipient.id);
}

/** An upgrade takes the old version away and brings the new one in the same breath. */
function isDeparture(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return /^remove$/i.test(activity.action ?? '');
  const removed = activity.membersRemoved ?? [];
  return activity.type === 'conversationUpdate' && removed.some(({ id }) => id === activity.recipient.id);
}
