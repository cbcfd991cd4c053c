/** The state chip of the header, and the marks of lines: an icon and a word, never a colour alone. */
import type { AlertView, CheckView, Phase, StepView, Verdict } from '../../provisioning/contract.ts';
import type { WarningRecord } from '../../provisioning/contract/register.ts';
import type { Chip } from './drawing.ts';

export const PHASE_CHIPS: Readonly<Record<Phase, Chip>> = {
  choices: { icon: '✎', word: 'Choices', colour: 'accent' },
  'sign-in': { icon: '→', word: 'Sign in', colour: 'accent' },
  checks: { icon: '…', word: 'Checks', colour: 'accent' },
  plan: { icon: '✎', word: 'Plan', colour: 'accent' },
  approval: { icon: '◷', word: 'Waiting for approval', colour: 'warning' },
  'by-hand': { icon: '✎', word: 'By hand', colour: 'accent' },
  working: { icon: '…', word: 'Registering', colour: 'accent' },
  'needs-sign-in': { icon: '!', word: 'Needs a sign-in', colour: 'warning' },
  'needs-you': { icon: '!', word: 'Needs you', colour: 'warning' },
  cancelling: { icon: '…', word: 'Cancelling', colour: 'warning' },
  proven: { icon: '✓', word: 'Proven', colour: 'good' },
  'handed-over': { icon: '✓', word: 'Handed over', colour: 'good' },
  declined: { icon: '–', word: 'Ended', colour: 'default' },
  cancelled: { icon: '–', word: 'Cancelled', colour: 'default' },
};

export const CHECK_CHIPS: Readonly<Record<CheckView['state'], Chip>> = {
  ok: { icon: '✓', word: 'OK', colour: 'good' },
  warn: { icon: '!', word: 'Note', colour: 'warning' },
  bad: { icon: '✗', word: 'Blocked', colour: 'attention' },
  unknown: { icon: '?', word: 'Not checked', colour: 'default' },
};

export const STEP_CHIPS: Readonly<Record<StepView['state'], Chip>> = {
  waiting: { icon: '○', word: 'Waiting', colour: 'default' },
  working: { icon: '…', word: 'Working', colour: 'accent' },
  done: { icon: '✓', word: 'Done', colour: 'good' },
  'held-up': { icon: '◷', word: 'Held up', colour: 'warning' },
  failed: { icon: '✗', word: 'Failed', colour: 'attention' },
  undone: { icon: '–', word: 'Taken away', colour: 'default' },
};

/** What a plan does with each thing it speaks of. */
export const PLAN_CHIPS = {
  new: { icon: '+', word: 'New', colour: 'default' },
  changed: { icon: '~', word: 'Changed', colour: 'default' },
  there: { icon: '=', word: 'There already', colour: 'default' },
  none: { icon: '○', word: 'None', colour: 'default' },
  removed: { icon: '–', word: 'Removed', colour: 'warning' },
  left: { icon: '·', word: 'Left alone', colour: 'default' },
} as const satisfies Readonly<Record<string, Chip>>;

/** Lines of the checklist that are not done with. */
export const TASK_CHIPS = {
  required: { icon: '!', word: 'Needs you', colour: 'warning' },
  open: { icon: '○', word: 'To do', colour: 'default' },
  failed: { icon: '✗', word: 'Did not work', colour: 'attention' },
} as const satisfies Readonly<Record<string, Chip>>;

export const VERDICT_CHIPS: Readonly<Record<Verdict, Chip>> = {
  proven: { icon: '✓', word: 'Proven', colour: 'good' },
  missing: { icon: '✗', word: 'Missing', colour: 'attention' },
  'not-checked': { icon: '?', word: 'Not checked', colour: 'default' },
};

/** How near the end is. */
export const SEVERITY_CHIPS: Readonly<Record<AlertView['lapses'][number]['severity'], Chip>> = {
  info: { icon: '◷', word: 'Ends in some weeks', colour: 'accent' },
  warning: { icon: '!', word: 'Ends soon', colour: 'warning' },
  urgent: { icon: '!', word: 'Ends in days', colour: 'attention' },
  lapsed: { icon: '✗', word: 'Ended', colour: 'attention' },
};

/** Why nobody is warned of something. */
export const SILENCE_CHIPS: Readonly<Record<AlertView['silent'][number]['because'] | 'closed', Chip>> = {
  closed: { icon: '✓', word: 'Closed', colour: 'good' },
  renewed: { icon: '✓', word: 'Renewed', colour: 'good' },
  gone: { icon: '–', word: 'Removed', colour: 'default' },
  'not-ours': { icon: '·', word: 'Not ours', colour: 'default' },
  snoozed: { icon: '◷', word: 'Snoozed', colour: 'default' },
};

/** Whether a warning arrived. */
export const DELIVERY_CHIPS: Readonly<Record<WarningRecord['outcome'], Chip>> = {
  waiting: { icon: '◷', word: 'Waiting', colour: 'accent' },
  delivered: { icon: '✓', word: 'Delivered', colour: 'good' },
  'maybe-delivered': { icon: '?', word: 'Maybe', colour: 'warning' },
  refused: { icon: '✗', word: 'Refused', colour: 'attention' },
  replaced: { icon: '·', word: 'Said by another', colour: 'default' },
  withdrawn: { icon: '–', word: 'Called off', colour: 'default' },
};
