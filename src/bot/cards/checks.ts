import type { CheckView, RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import { adoptFold } from './adopt.ts';
import { CHECK_CHIPS } from './chips.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import type { Looking } from './looking.ts';
import { change, frame, notNow, personalLink } from './parts.ts';
import { joined, quote } from './text.ts';

/** While the tenant is read, and when a check stands in the way. */
export function checks(view: RunView, looking: Looking): Drawing {
  const stuck = isStuck(view);
  const folds = stuck ? adoptFold(view) : [];
  // What stopped the run stands above already.
  const told = view.checks.filter(({ text }) => text.code !== view.failure?.code);
  return {
    ...frame(view, looking),
    sentence: stuck ? words.checksBad : words.checking,
    body: told.length === 0 ? [] : [lines(told.map(checkLine))],
    buttons: stuck ? wayOn(view, folds) : [notNow],
    folds,
  };
}

export function checkLine(check: CheckView): Line {
  const { what, why, fix } = check.text;
  return check.state === 'ok'
    ? { chip: CHECK_CHIPS.ok, text: quote(what) }
    : { chip: CHECK_CHIPS[check.state], text: quote(what), detail: joined([quote(why), quote(fix)]) };
}

function isStuck(view: RunView): boolean {
  return view.failure !== null || view.checks.some((check) => check.state === 'bad');
}

/** Where the name stands in the way, taking over or another name is the way on, and not another sign-in. */
function wayOn(view: RunView, folds: readonly Fold[]): Button[] {
  const again = personalLink('sign-in', 'Sign in again (opens your browser)', 'check', view.requester);
  return [
    ...(folds.length === 0 ? [again] : []),
    { kind: 'ask', verb: 'retry', title: 'Check again' },
    change,
    notNow,
  ];
}
