import type { Turn } from '../authorize.ts';
import { helpCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';

export function help(desk: Desk, turn: Turn, replace: string | null = null): Promise<Content> {
  return showMenu(desk, turn, helpCard(), replace);
}
