import type { RunView } from '../../provisioning/contract.ts';
import type { SpokenTurn } from '../authorize.ts';
import type { Desk } from '../desk.ts';
import { words } from '../words.ts';
import { meantRuns } from './status.ts';
import { continueBelow, sayIn } from './run-home.ts';

const NOTHING_WRITTEN: ReadonlySet<RunView['phase']> = new Set([
  'choices',
  'sign-in',
  'checks',
  'plan',
  'approval',
  'by-hand',
]);

/** Before anything is written, the word is enough. After, the card first says what would be taken away. */
export async function cancel(desk: Desk, turn: SpokenTurn, typed: string): Promise<void> {
  const [only, ...others] = await meantRuns(desk, turn, typed);
  if (only === undefined) await sayIn(desk, turn, words.noOpenRun);
  else if (others.length > 0) await sayIn(desk, turn, words.severalOpen);
  else if (NOTHING_WRITTEN.has(only.phase)) {
    await desk.provisioning.cancel(turn.actor, only.runId);
    await sayIn(desk, turn, words.stoppedNothingWritten);
  } else {
    await sayIn(desk, turn, words.cancelBelow);
    if (turn.conversation.kind === 'personal')
      await continueBelow(desk, only, 'requester', turn.conversation);
  }
}
