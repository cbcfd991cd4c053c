/** `alert here`, and arriving somewhere: warnings of what lapses go there from now on. */
import type { AlertSettings } from '../../provisioning/contract.ts';
import type { Turn } from '../authorize.ts';
import { alertsHereCard } from '../cards/alert-channel.ts';
import type { Content } from '../chat.ts';
import type { Desk } from '../desk.ts';
import { showMenu } from '../desk.ts';
import { channelKey, channelOf } from '../places.ts';
import { words } from '../words.ts';

export async function alertHere(desk: Desk, turn: Turn, replace: string | null = null): Promise<Content> {
  const listens = await listenAt(desk, turn, 'asked');
  const settings = await desk.alerts.settings(turn.tenantId, channelKey(turn.conversation.key));
  const sentence =
    listens === 'new' && settings !== null ? words.alertsHere(daysOf(settings)) : words.alertsHereAlready;
  return showMenu(desk, turn, alertsHereCard(sentence, settings?.alone === true), replace);
}

function daysOf({ ladder, usual }: AlertSettings): string {
  return ladder.value === '' ? usual : ladder.value;
}

export async function listenAt(
  { alerts, memory, warnings }: Desk,
  { tenantId, conversation, zone }: Turn,
  how: 'asked' | 'arrived',
): Promise<'new' | 'known' | 'ended'> {
  const place = channelOf(conversation);
  await memory.putConversation(place);
  const { key: id, kind, oid } = place;
  const listens = await alerts.listen({ tenantId, id, kind, oid, zone }, how);
  warnings.changed(tenantId);
  return listens;
}

/** Taken away from here: nothing arrives, and others are to hear instead, before a warning shows it. */
export async function leaveFrom({ alerts, warnings }: Desk, { tenantId, conversation }: Turn): Promise<void> {
  await alerts.refused(tenantId, channelKey(conversation.key));
  warnings.changed(tenantId);
}

/** What was refused there may be taken again, and the address may be new. */
export async function hearAgain({ alerts, memory, warnings }: Desk, turn: Turn): Promise<void> {
  const place = channelOf(turn.conversation);
  const before = await alerts.awake(turn.tenantId, place.key);
  if (before === 'none') return;
  await memory.putConversation(place);
  if (before === 'dead') warnings.changed(turn.tenantId);
}
