/** `alerts off`: no more warnings in this conversation, unless nobody at all would be warned. */
import type { Turn } from '../authorize.ts';
import { alertsLastCard, alertsNotHereCard, alertsOffCard } from '../cards/alert-channel.ts';
import type { Drawing } from '../cards/drawing.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { channelKey } from '../places.ts';

/** `evenLast`: somebody has read what that means, and pressed. */
export async function alertsOff(
  desk: Desk,
  turn: Turn,
  replace: string | null = null,
  evenLast = false,
): Promise<Content> {
  return showMenu(desk, turn, await end(desk, turn, evenLast), replace);
}

async function end(
  { alerts, warnings }: Desk,
  { tenantId, conversation }: Turn,
  evenLast: boolean,
): Promise<Drawing> {
  const channelId = channelKey(conversation.key);
  const standing = await alerts.standing(tenantId);
  switch (await alerts.end(tenantId, channelId, evenLast)) {
    case 'none':
      return alertsNotHereCard();
    case 'last':
      return alertsLastCard();
    case 'ended':
      await warnings.close(standing.filter((view) => view.channelId === channelId));
      warnings.changed(tenantId);
      return alertsOffCard((await alerts.thinReaches(tenantId)).some(({ only }) => only !== null));
  }
}
