import type { RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { change, frame, notNow, signInLinks } from './parts.ts';

/** Before the checks: the admin signs in, in the browser. A failed attempt is said in one breath. */
export function signIn(view: RunView, looking: Looking): Drawing {
  return {
    ...frame(view, looking),
    sentence: words.signIn,
    buttons: [...signInLinks(view, 'check', view.requester), change, notNow],
  };
}
