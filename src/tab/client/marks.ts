/** What stands for a state: an icon, a word and a tone, never a colour alone. The same words as on the cards. */
import type { CheckView, ChecklistView, Phase, StepView, Verdict } from '../../provisioning/contract.ts';
import type {
  RegisterLapse,
  RegistrationState,
  WarningRecord,
} from '../../provisioning/contract/register.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';
/** Drawn in parts/icons.tsx. */
export type Sign =
  'done' | 'attention' | 'failed' | 'clock' | 'moving' | 'question' | 'ended' | 'pen' | 'empty' | 'plus';

export interface Mark {
  readonly sign: Sign;
  readonly word: string;
  readonly tone: Tone;
}

export const STATE_MARKS: Readonly<Record<RegistrationState, Mark>> = {
  'needs-you': { sign: 'attention', word: 'Needs you', tone: 'warn' },
  lapsed: { sign: 'failed', word: 'Lapsed', tone: 'bad' },
  expiring: { sign: 'clock', word: 'Expiring', tone: 'warn' },
  'under-way': { sign: 'moving', word: 'Under way', tone: 'busy' },
  unknown: { sign: 'question', word: 'Not checked', tone: 'quiet' },
  healthy: { sign: 'done', word: 'Healthy', tone: 'good' },
  ended: { sign: 'ended', word: 'Ended', tone: 'quiet' },
};

export const PHASE_MARKS: Readonly<Record<Phase, Mark>> = {
  choices: { sign: 'pen', word: 'Choices', tone: 'busy' },
  'sign-in': { sign: 'pen', word: 'Sign in', tone: 'busy' },
  checks: { sign: 'moving', word: 'Checks', tone: 'busy' },
  plan: { sign: 'pen', word: 'Plan', tone: 'busy' },
  approval: { sign: 'clock', word: 'Waiting for approval', tone: 'warn' },
  'by-hand': { sign: 'pen', word: 'By hand', tone: 'busy' },
  working: { sign: 'moving', word: 'Registering', tone: 'busy' },
  'needs-sign-in': { sign: 'attention', word: 'Needs a sign-in', tone: 'warn' },
  'needs-you': { sign: 'attention', word: 'Needs you', tone: 'warn' },
  cancelling: { sign: 'moving', word: 'Cancelling', tone: 'warn' },
  proven: { sign: 'done', word: 'Proven', tone: 'good' },
  'handed-over': { sign: 'done', word: 'Handed over', tone: 'good' },
  declined: { sign: 'ended', word: 'Ended', tone: 'quiet' },
  cancelled: { sign: 'ended', word: 'Cancelled', tone: 'quiet' },
};

export const CHECK_MARKS: Readonly<Record<CheckView['state'], Mark>> = {
  ok: { sign: 'done', word: 'OK', tone: 'good' },
  warn: { sign: 'attention', word: 'Note', tone: 'warn' },
  bad: { sign: 'failed', word: 'Blocked', tone: 'bad' },
  unknown: { sign: 'question', word: 'Not checked', tone: 'quiet' },
};

export const STEP_MARKS: Readonly<Record<StepView['state'], Mark>> = {
  waiting: { sign: 'empty', word: 'Waiting', tone: 'quiet' },
  working: { sign: 'moving', word: 'Working', tone: 'busy' },
  done: { sign: 'done', word: 'Done', tone: 'good' },
  'held-up': { sign: 'clock', word: 'Held up', tone: 'warn' },
  failed: { sign: 'failed', word: 'Failed', tone: 'bad' },
  undone: { sign: 'ended', word: 'Taken away', tone: 'quiet' },
};

export const VERDICT_MARKS: Readonly<Record<Verdict, Mark>> = {
  proven: { sign: 'done', word: 'Proven', tone: 'good' },
  missing: { sign: 'failed', word: 'Missing', tone: 'bad' },
  'not-checked': { sign: 'question', word: 'Not checked', tone: 'quiet' },
};

export const TASK_MARKS: Readonly<Record<ChecklistView['state'], Mark>> = {
  open: { sign: 'empty', word: 'To do', tone: 'quiet' },
  done: { sign: 'done', word: 'Done', tone: 'good' },
  worked: { sign: 'done', word: 'It worked', tone: 'good' },
  failed: { sign: 'failed', word: 'It did not work', tone: 'bad' },
};

export const WARNING_MARKS: Readonly<Record<WarningRecord['outcome'], Mark>> = {
  waiting: { sign: 'clock', word: 'Waiting', tone: 'quiet' },
  delivered: { sign: 'done', word: 'Delivered', tone: 'good' },
  'maybe-delivered': { sign: 'question', word: 'Maybe delivered', tone: 'quiet' },
  refused: { sign: 'failed', word: 'Refused', tone: 'bad' },
  replaced: { sign: 'ended', word: 'Replaced by a later one', tone: 'quiet' },
  withdrawn: { sign: 'ended', word: 'Withdrawn', tone: 'quiet' },
};

export type LapseKind = RegisterLapse['kind'];
/** Told apart without colour. */
export type Shape = 'circle' | 'diamond' | 'triangle' | 'ring' | 'square' | 'cross';

export interface KindMark {
  readonly shape: Shape;
  readonly word: string;
  readonly words: string;
  /** `Secret for “LiveDR-01”`, `Password of jtel@contoso.com`. */
  readonly before: string;
}

export const KIND_MARKS: Readonly<Record<LapseKind, KindMark>> = {
  secret: { shape: 'circle', word: 'Secret', words: 'Secrets', before: 'Secret for' },
  certificate: { shape: 'diamond', word: 'Certificate', words: 'Certificates', before: 'Certificate for' },
  federated: {
    shape: 'square',
    word: 'Federated credential',
    words: 'Federated credentials',
    before: 'Federated credential for',
  },
  password: { shape: 'triangle', word: 'Password', words: 'Passwords', before: 'Password of' },
  'sign-in': { shape: 'ring', word: 'Sign-in', words: 'Sign-ins', before: 'Sign-in of' },
  check: { shape: 'cross', word: 'The watch', words: 'The watch', before: 'The watch of' },
};

/** `Secret “LiveDR-01”`, and `Secret` without a name. */
export function nameOfLapse({ kind, label }: { readonly kind: LapseKind; readonly label: string }): string {
  const { word } = KIND_MARKS[kind];
  return label === '' ? word : `${word} “${label}”`;
}
