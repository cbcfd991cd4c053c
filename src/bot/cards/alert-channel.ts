/** What is said when warnings begin or end to come somewhere, with the way back on it. */
import { words } from '../words.ts';
import { offButton, settingsButton } from './alert-settings.ts';
import type { Button, Drawing } from './drawing.ts';
import { lines } from './lines.ts';
import { MENU } from './menu.ts';
import type { Said } from './text.ts';

const again: Button = { kind: 'ask', verb: 'alert-here', title: 'Alerts here again' };
const begin: Button = { kind: 'ask', verb: 'alert-here', title: 'Alerts here', style: 'positive' };

export function alertsHereCard(sentence: Said, alone: boolean): Drawing {
  return {
    ...MENU,
    title: 'Alerts here',
    sentence,
    body: alone ? [lines([], { tail: [words.alertsAlone] })] : [],
    buttons: [settingsButton, offButton],
  };
}

/** `oneLeft`: somebody else's warnings hang on a single conversation now. */
export function alertsOffCard(oneLeft: boolean): Drawing {
  return {
    ...MENU,
    title: 'No alerts here',
    sentence: words.alertsOff,
    body: oneLeft ? [lines([], { tail: [words.alertsOneLeft] })] : [],
    buttons: [again],
  };
}

export function alertsLastCard(): Drawing {
  return {
    ...MENU,
    title: 'The last one that is warned',
    sentence: words.alertsLast,
    buttons: [
      { ...settingsButton, title: 'Keep them' },
      { kind: 'ask', verb: 'end-alerts', title: 'End them all the same', style: 'destructive' },
    ],
  };
}

export function alertsNotHereCard(): Drawing {
  return {
    ...MENU,
    title: 'No alerts here',
    sentence: words.alertsNotHere,
    buttons: [begin],
  };
}
