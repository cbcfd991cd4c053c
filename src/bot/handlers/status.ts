import type { RunView } from '../../provisioning/contract.ts';
import type { SpokenTurn } from '../authorize.ts';
import { openRuns } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { words } from '../words.ts';
import { list } from './list.ts';
import { continueBelow, sayIn } from './run-home.ts';

/** Where an open set-up stands: its own card again in the person's chat, the list anywhere else. */
export async function status(desk: Desk, turn: SpokenTurn, typed: string): Promise<void> {
  const meant = await meantRuns(desk, turn, typed);
  const [only, ...others] = meant;
  if (turn.conversation.kind !== 'personal' || others.length > 0) {
    await list(desk, turn);
    return;
  }
  if (only === undefined) await sayIn(desk, turn, words.noOpenRun);
  else await continueBelow(desk, only, 'requester', turn.conversation);
}

/** The person's open runs, narrowed by what they typed when it names a connector. */
export async function meantRuns(desk: Desk, turn: SpokenTurn, typed: string): Promise<RunView[]> {
  const open = await openRuns(desk, turn.actor);
  const match = typed === '' ? null : desk.provisioning.find(typed);
  return match?.kind === 'found' ? open.filter((view) => view.connector.id === match.connector.id) : open;
}
