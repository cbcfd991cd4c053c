/** What several cards share: the frame around a run, the ways out. */
import type { Person, RunView } from '../../provisioning/contract.ts';
import type { SignInPurpose } from '../../provisioning/index.ts';
import { problem, stage, words } from '../words.ts';
import type { LinkVerb } from '../verbs.ts';
import { PHASE_CHIPS } from './chips.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import type { Looking } from './looking.ts';
import { say } from './text.ts';
import type { Said } from './text.ts';

/** Header and notice of a run's card; the card fills in the rest. */
export function frame(view: RunView, looking: Looking): Drawing {
  return {
    title: view.connector.title,
    chip: PHASE_CHIPS[view.phase],
    step: stage(view),
    sentence: { said: '' },
    notice: looking.notice,
    problem: view.failure === null ? null : problem(view.failure),
    body: [],
    buttons: [],
    folds: [],
    inputs: [],
  };
}

export const notNow: Button = { kind: 'ask', verb: 'cancel', title: 'Not now' };
export const change: Button = { kind: 'ask', verb: 'change', title: 'Change' };

/** A page of ours that knows who is meant to open it. */
export function personalLink(
  verb: LinkVerb,
  title: string,
  purpose: SignInPurpose,
  person: Person,
): Extract<Button, { kind: 'link' }> {
  return { kind: 'link', verb, title, purpose, person };
}

/** In this browser, or with a code on another device where that is offered. */
export function signInLinks({ deviceCode }: RunView, purpose: 'check' | 'resume', person: Person): Button[] {
  const here = personalLink('sign-in', 'Sign in (opens your browser)', purpose, person);
  const elsewhere = personalLink('device-code', 'Sign in with a code (opens your browser)', purpose, person);
  return deviceCode ? [here, elsewhere] : [here];
}

/** Cancel, after writing has begun: first what is there, then the button that takes it away. */
export function cancelFold(view: RunView): Fold {
  const live = view.live.map((thing) => say`– ${thing}`);
  return {
    id: 'cancel-section',
    title: 'Cancel…',
    lines: live.length === 0 ? [words.cancelNothing] : [words.cancelTakes, ...live],
    buttons: [{ kind: 'ask', verb: 'cancel', title: 'Cancel and take it away', style: 'destructive' }],
  };
}

export function detailsFold(lines: readonly Said[]): Fold[] {
  return lines.length === 0 ? [] : [{ id: 'details-section', title: 'Details', lines, buttons: [] }];
}

/** Both names, once there are two. */
export function bothNames(view: RunView): Said[] {
  return view.approvedBy === null || view.approvedBy.oid === view.requester.oid
    ? []
    : [words.approvedBy(view.requester.displayName, view.approvedBy.displayName)];
}
