import type { HandOverView, RunView } from '../../provisioning/contract.ts';
import { day, timeOfDay } from '../dates.ts';
import { words } from '../words.ts';
import { checklistFold, checklistInputs, isToDo, stillToDo } from './checklist.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import { evidence } from './evidence.ts';
import type { Looking } from './looking.ts';
import { frame, personalLink } from './parts.ts';
import { joined, say } from './text.ts';
import type { Said } from './text.ts';

/** Buttons in sight, folds among them. */
const MOST_BUTTONS = 4;

/** Registered and checked; what is left is the hand-over. */
export function proven(view: RunView, looking: Looking): Drawing {
  const folds = [...checklistFold(view, looking), moreFold(view)];
  const next = nextButtons(view);
  const room = MOST_BUTTONS - next.length - folds.length;
  return {
    ...finished(view, looking),
    sentence: joined([words.proven(nameOf(view)), ...handOverState(view)]),
    buttons: [...next, ...elsewhere(view, looking).slice(0, room)],
    folds,
  };
}

/** Done; what may follow is folded away. */
export function handedOver(view: RunView, looking: Looking): Drawing {
  const name = nameOf(view);
  return {
    ...finished(view, looking),
    sentence: view.checklist.some(isToDo) ? words.handedOverToDo(name) : words.handedOver(name),
    folds: [...checklistFold(view, looking), moreFold(view)],
  };
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
  const title = `Hand over to ${view.connector.vendor} (opens your browser)`;
  return [personalLink('hand-over', title, 'hand-over', view.requester)];
}

/** As far as there is room. */
function elsewhere(view: RunView, looking: Looking): Button[] {
  const tab: Button[] =
    looking.tabUrl === null || view.handOver.state === 'shredded'
      ? []
      : [{ kind: 'open', title: 'Open in the tab', url: looking.tabUrl }];
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
