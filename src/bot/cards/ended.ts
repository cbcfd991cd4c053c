import type { RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { frame } from './parts.ts';
import { joined, say } from './text.ts';

/** "No" is an answer: one quiet line, nothing to press. */
export function declined(view: RunView, looking: Looking): Drawing {
  const sentence =
    view.declined === null ? words.declinedByYou : words.declinedBy(view.declined.by, view.declined.reason);
  return { ...frame(view, looking), sentence };
}

export function cancelled(view: RunView, looking: Looking): Drawing {
  const left = view.live.map((thing) => say`${thing}`);
  const sentence = left.length === 0 ? words.cancelled : joined([words.cancelledLeft, joined(left, ', ')]);
  return { ...frame(view, looking), sentence };
}
