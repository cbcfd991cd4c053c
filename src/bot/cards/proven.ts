import type { HandOverView, RunView } from '../../provisioning/contract.ts';
import { day, timeOfDay } from '../dates.ts';
import { words } from '../words.ts';
import { checklistFold, checklistInputs, isToDo, stillToDo } from './checklist.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import { evidence } from './evidence.ts';
import type { Looking } from './looking.ts';
import { oldCredential, removeOldButtons } from './old-credential.ts';
import { frame, personalLink } from './parts.ts';
import { joined, say } from './text.ts';
import type { Said } from './text.ts';

/** Buttons in sight, folds among them. */
const MOST_BUTTONS = 4;
/** Characters on a button that a card in Teams shows without cutting them. */
const LONGEST_TITLE = 44;

/** Registered and checked; what is left is the hand-over. */
export function proven(view: RunView, looking: Looking): Drawing {
  const folds = [...checklistFold(view, looking), moreFold(view)];
  const next = [...removeOldButtons(view), ...nextButtons(view)];
  const room = MOST_BUTTONS - next.length - folds.length;
  return {
    ...finished(view, looking),
    sentence: joined([
      words.proven(nameOf(view)),
      ...handOverState(view),
      ...oldCredential(view, looking.now),
    ]),
    buttons: [...next, ...elsewhere(view, looking).slice(0, room)],
    folds,
  };
}

/** Done; what may follow is folded away. */
export function handedOver(view: RunView, looking: Looking): Drawing {
  return {
    ...finished(view, looking),
    sentence: joined([handedOverSentence(view), ...oldCredential(view, looking.now)]),
    buttons: removeOldButtons(view),
    folds: [...checklistFold(view, looking), moreFold(view)],
  };
}

function handedOverSentence(view: RunView): Said {
  const name = nameOf(view);
  if (view.supersededAt !== null) return words.superseded(name, day(view.supersededAt));
  if (view.checklist.some(isToDo)) return words.handedOverToDo(name);
  return view.renewal?.removed === false ? words.renewedHandedOver(name) : words.handedOver(name);
}

function finished(view: RunView, looking: Looking): Drawing {
  return {
    ...frame(view, looking),
    body: [...evidence(view, looking.now), ...stillToDo(view)],
    inputs: checklistInputs(view),
  };
}

function nameOf({ registration, connector }: RunView): string {
  return registration?.name ?? connector.title;
}

function handOverState(view: RunView): Said[] {
  const next = handOverNext(view);
  const state: Record<HandOverView['state'], Said> = {
    none: next,
    ready: next,
    opened: opened(view.handOver),
    revealed: words.handOverRevealed,
    sent: words.handOverRevealed,
    shredded: words.shredded,
  };
  return [state[view.handOver.state]];
}

function handOverNext({ proof, handOverTo }: RunView): Said {
  switch (proof?.credentialKind) {
    case 'certificate':
      return words.handOverNextNoSecret(handOverTo);
    case 'none':
      return words.handOverNextNone(handOverTo);
    default:
      return words.handOverNext(handOverTo);
  }
}

function opened({ openedAt, openedBy }: HandOverView): Said {
  return words.handOverOpened(openedBy ?? 'somebody', openedAt === null ? 'earlier' : timeOfDay(openedAt));
}

function nextButtons(view: RunView): Button[] {
  if (view.handOver.state === 'shredded') {
    return [
      { kind: 'ask', verb: 'remake', title: 'Make a new secret', style: 'positive' },
      { kind: 'ask', verb: 'remove-unclaimed', title: 'Remove the unused secret' },
    ];
  }
  return [personalLink('hand-over', handOverTitle(view), 'hand-over', view.requester)];
}

/** To whom is said in the sentence above, too. */
function handOverTitle({ connector: { vendor } }: RunView): string {
  const title = `Hand over to ${vendor} (opens your browser)`;
  return title.length > LONGEST_TITLE ? 'Hand over (opens your browser)' : title;
}

/** As far as there is room. */
function elsewhere(view: RunView, looking: Looking): Button[] {
  const tab: Button[] =
    looking.tabUrl === null || view.handOver.state === 'shredded'
      ? []
      : [{ kind: 'open', title: words.openInTheTab, url: looking.tabUrl }];
  const portal: Button[] =
    view.registration === null
      ? []
      : [{ kind: 'open', title: 'View in Microsoft Entra', url: view.registration.portalUrl }];
  return [...portal, ...tab];
}

/** The record, and what can be done with a registration that is there. */
function moreFold(view: RunView): Fold {
  const { addMore, nextFunction } = view;
  const buttons: Button[] = [
    ...(addMore === null ? [] : [{ kind: 'ask', verb: 'add', title: addMore } as const]),
    ...(nextFunction === null
      ? []
      : [{ kind: 'ask', verb: 'next-function', title: `Set up ${nextFunction}` } as const]),
    ...(view.renewable ? [{ kind: 'ask', verb: 'renew', title: 'Renew its credential' } as const] : []),
    { kind: 'ask', verb: 'validate', title: 'Validate now' },
  ];
  return { id: 'more-section', title: 'More…', lines: record(view), buttons };
}

function record(view: RunView): Said[] {
  const ids = view.registration === null ? [] : [say`Application (client) ID: ${view.registration.appId}`];
  return [
    ...ids,
    say`Tenant ID: ${view.tenantId}`,
    say`Started ${day(view.createdAt)} by ${view.requester.displayName}`,
  ];
}
