import type { Turn } from '../authorize.ts';
import { helloCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';

export function hello(desk: Desk, turn: Turn): Promise<Content> {
  return showMenu(desk, turn, helloCard(null), null);
}
