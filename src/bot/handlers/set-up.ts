import type { SpokenTurn } from '../authorize.ts';
import { connectorsCard } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { words } from '../words.ts';
import { startRun } from './run-home.ts';

/** `set up <typed>`: starts, or offers what may have been meant. Nothing typed: all there is. */
export function setUp(
  desk: Desk,
  turn: SpokenTurn,
  typed: string,
  replace: string | null = null,
): Promise<Content> {
  const { provisioning } = desk;
  if (typed === '') {
    return showMenu(desk, turn, connectorsCard(words.pickConnector, provisioning.connectors()), replace);
  }
  const match = provisioning.find(typed);
  switch (match.kind) {
    case 'found':
      return startRun(desk, turn, match.connector, replace);
    case 'did-you-mean':
      return showMenu(desk, turn, connectorsCard(words.didYouMean(typed), match.connectors), replace);
    case 'unknown':
      return showMenu(desk, turn, connectorsCard(words.unknownConnector(typed), match.known), replace);
    default:
      return match satisfies never;
  }
}
