import type { SpokenTurn } from '../authorize.ts';
import { listCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';

export async function list(desk: Desk, turn: SpokenTurn, replace: string | null = null): Promise<Content> {
  const lines = await desk.provisioning.list(turn.actor);
  return showMenu(desk, turn, listCard(lines, desk.now()), replace);
}
