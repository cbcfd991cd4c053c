import type { RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Button, Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { frame } from './parts.ts';
import type { Said } from './text.ts';

const review: Button = { kind: 'ask', verb: 'show', title: 'Send me the plan' };

/** All that a channel is told: who, which connector, and the state. No policies, no checks, no ids. */
export function channel(view: RunView, looking: Looking): Drawing {
  const asked = view.phase === 'approval' && view.approver !== null;
  return { ...frame(view, looking), step: null, sentence: sentence(view), buttons: asked ? [review] : [] };
}

function sentence(view: RunView): Said {
  const [who, what] = [view.requester.displayName, view.connector.title];
  switch (view.phase) {
    case 'approval':
      return words.channelWaits(who, what, view.approver?.displayName ?? 'an admin');
    case 'proven':
    case 'handed-over':
      return words.channelDone(who, what);
    case 'declined':
    case 'cancelled':
      return words.channelEnded(who, what);
    default:
      return words.channelLine(who, what);
  }
}
