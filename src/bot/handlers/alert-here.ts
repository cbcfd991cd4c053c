/** `alert here`, and arriving somewhere: warnings of what lapses go there from now on. */
import type { Turn } from '../authorize.ts';
import type { Content } from '../chat.ts';
import type { Desk } from '../desk.ts';
import { noteCard } from '../cards/menu.ts';
import { showMenu } from '../desk.ts';
import { channelOf } from '../places.ts';
import { words } from '../words.ts';

export async function alertHere(desk: Desk, turn: Turn): Promise<Content> {
  const listens = await listenAt(desk, turn);
  const sentence = listens === 'new' ? words.alertsHere : words.alertsHereAlready;
  return showMenu(desk, turn, noteCard(sentence), null);
}

export async function listenAt(
  { alerts, memory, warnings }: Desk,
  { tenantId, conversation, zone }: Turn,
): Promise<'new' | 'known'> {
  const place = channelOf(conversation);
  await memory.putConversation(place);
  const listens = await alerts.listen({ tenantId, id: place.key, kind: place.kind, oid: place.oid, zone });
  warnings.changed(tenantId);
  return listens;
}

/** What was refused there may be taken again, and the address may be new. */
export async function hearAgain({ alerts, memory, warnings }: Desk, turn: Turn): Promise<void> {
  const place = channelOf(turn.conversation);
  const before = await alerts.awake(turn.tenantId, place.key);
  if (before === 'none') return;
  await memory.putConversation(place);
  if (before === 'dead') warnings.changed(turn.tenantId);
}
