import type { RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Drawing } from './drawing.ts';
import { lines } from './lines.ts';
import type { Looking } from './looking.ts';
import { bothNames, cancelFold, frame, personalLink, signInLinks } from './parts.ts';
import { stepLine } from './working.ts';

/** A sign-in has run out: whose, and the way to go on. */
export function needsSignIn(view: RunView, looking: Looking): Drawing {
  const person = view.needsSignInOf ?? view.requester;
  const mine = person.oid === looking.oid;
  const signIn = mine ? signInLinks(view, 'resume', person) : [];
  const sentence = mine ? words.needsYourSignIn : words.needsSignInOf(person.displayName);
  return held(view, looking, { sentence, buttons: signIn });
}

/** The engine stopped and a person decides: what failed, why, what to do. */
export function needsYou(view: RunView, looking: Looking): Drawing {
  return held(view, looking, {
    sentence: words.needsYou,
    buttons: [
      { kind: 'ask', verb: 'retry', title: 'Try again', style: 'positive' },
      personalLink('sign-in', 'Sign in again (opens your browser)', 'resume', view.requester),
    ],
  });
}

function held(view: RunView, looking: Looking, part: Pick<Drawing, 'sentence' | 'buttons'>): Drawing {
  return {
    ...frame(view, looking),
    ...part,
    body: [lines(view.steps.map(stepLine), { tail: bothNames(view) })],
    folds: [cancelFold(view)],
  };
}
