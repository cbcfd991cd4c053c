import type { SpokenTurn } from '../authorize.ts';
import { galleryCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';

/** What can be set up. */
export function gallery(desk: Desk, turn: SpokenTurn): Promise<Content> {
  return showMenu(desk, turn, galleryCard(desk.provisioning.connectors()), null);
}
