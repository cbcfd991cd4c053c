import type { SpokenTurn } from '../authorize.ts';
import { connectorsCard, helloCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { words } from '../words.ts';

/** A bare connector name is nearly a command; everything else gets the way forward. */
export function unknown(desk: Desk, turn: SpokenTurn, text: string): Promise<Content> {
  const match = desk.provisioning.find(text);
  const card =
    match.kind === 'found'
      ? connectorsCard(words.didYouMeanSetUp(text), [match.connector])
      : helloCard(words.notUnderstood(text));
  return showMenu(desk, turn, card, null);
}
