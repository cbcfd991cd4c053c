import type { RunView } from '../../provisioning/contract.ts';
import { explained, words } from '../words.ts';
import type { Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { change, frame, notNow, personalLink } from './parts.ts';
import { joined } from './text.ts';

/** Before the checks: the admin signs in, in the browser. A failed attempt is said in one breath. */
export function signIn(view: RunView, looking: Looking): Drawing {
  const sentence = view.failure === null ? words.signIn : joined([explained(view.failure), words.signIn]);
  return {
    ...frame(view, looking),
    sentence,
    buttons: [
      personalLink('sign-in', 'Sign in (opens your browser)', 'check', view.requester),
      change,
      notNow,
    ],
  };
}
