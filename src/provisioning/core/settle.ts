/** What an answer of the directory means for the ledger row that asked. Pure: the clock is an argument. */
import type { Failure } from '../errors.ts';
import { failure } from '../errors.ts';
import { backoffMs, classify } from './answers.ts';
import type { Reply, Write } from './operations.ts';
import { failureFor, stepWords } from './refusal.ts';
import type { Step, StepKind } from './run.ts';
import { REMOVALS } from './steps.ts';

/** How long an object of ours may take to appear everywhere before a person is asked. */
export const REPLICATION_WINDOW_MS = 15 * 60_000;

export interface Settlement {
  readonly step: Step;
  /** Put off: try again after this long. */
  readonly wait: { readonly ms: number; readonly why: Failure } | null;
  /** A person must decide. */
  readonly halt: Failure | null;
  /** The sign-in was refused; ask for a new one. */
  readonly reauth: boolean;
}

export interface SettleContext {
  /** Epoch ms, business time. */
  readonly now: number;
  /** When the newest object of ours was made; null before that. */
  readonly createdAt: number | null;
  /** 0 to 1, for spreading retries. */
  readonly jitter: number;
}

/** So many tries, with a minute between the later ones, fill the replication window. */
const PATIENCE = 20;

/** For an `ok` reply the caller adds the effect's id. */
export function settle(step: Step, reply: Reply<unknown>, context: SettleContext): Settlement {
  const settledAt = new Date(context.now).toISOString();
  switch (reply.kind) {
    case 'ok':
      return quiet({ ...step, state: 'applied', settledAt, requestId: reply.requestId, failure: null });
    case 'not-sent':
      return reply.cause === DEPENDENCY_FAILED
        ? quiet({ ...step, state: 'planned' })
        : putOff(
            step,
            failure('GRAPH_UNAVAILABLE'),
            backoffMs('not-sent', step.tries + 1, undefined, context.jitter),
          );
    case 'maybe':
      return doubtful(step, context);
    case 'refused':
      return isGone(step, reply)
        ? quiet({ ...step, state: 'applied', settledAt, requestId: reply.requestId, failure: null })
        : refused({ ...step, requestId: reply.requestId }, reply, context);
  }
}

/** What was to be taken away is not there: by an answer that was lost, or by hand. */
function isGone({ kind }: Step, { status }: { readonly status: number }): boolean {
  // An unknown key is a 400; the proof reads back whether it is really gone.
  return REMOVALS.has(kind) && (status === 404 || (kind === 'remove-credential' && status === 400));
}

/** The cause a batch gives for a sub-request whose predecessor failed. */
export const DEPENDENCY_FAILED = 'dependency failed';

function refused(
  step: Step,
  reply: Extract<Reply<unknown>, { kind: 'refused' }>,
  context: SettleContext,
): Settlement {
  const justCreated = context.createdAt !== null && context.now - context.createdAt < REPLICATION_WINDOW_MS;
  const answer = classify(reply, { justCreated, op: OPERATION_OF[step.kind] });
  const late =
    answer === 'bug' &&
    context.createdAt !== null &&
    classify(reply, { justCreated: true, op: OPERATION_OF[step.kind] }) === 'not-yet';
  const why = late
    ? failure('RUN_REPLICATION_TOO_LONG', { step: stepWords(step.step) })
    : failureFor(answer, reply, step.step);
  switch (answer) {
    case 'throttled':
    case 'contended':
    case 'not-yet':
      return putOff(step, why, backoffMs(answer, step.tries + 1, reply.retryAfterMs, context.jitter));
    case 'already':
      return step.tries >= PATIENCE ? stopped(step, why) : doubtful(step, context);
    case 'unknown':
      return doubtful(step, context);
    case 'reauth':
      return { ...quiet({ ...step, state: 'planned' }), reauth: true };
    case 'ok':
    case 'not-sent':
    case 'policy':
    case 'denied':
    case 'quota':
    case 'bug':
      return stopped(step, why);
  }
}

function stopped(step: Step, why: Failure): Settlement {
  return { step: { ...step, state: 'failed', failure: why }, wait: null, halt: why, reauth: false };
}

const OPERATION_OF = {
  user: 'create-user',
  application: 'upsert-application',
  settings: 'update-application',
  'service-principal': 'upsert-service-principal',
  'app-role': 'assign-app-role',
  'delegated-grant': 'grant-delegated',
  owner: 'add-owner',
  'directory-role': 'assign-directory-role',
  'remove-directory-role': 'unassign-directory-role',
  'remove-app-role': 'remove-app-role',
  'remove-grant': 'remove-grant',
  'remove-credential': 'remove-password',
  secret: 'add-password',
  certificate: 'add-certificate',
} as const satisfies Record<StepKind, Write['op']>;

/** Not known to be there and not known to be absent: the next act looks before it does anything. */
function doubtful(step: Step, context: SettleContext): Settlement {
  const why = failure('RUN_LOST_ANSWER', { step: stepWords(step.step) });
  const tries = step.tries + 1;
  const wait = { ms: backoffMs('unknown', tries, undefined, context.jitter), why };
  return { step: { ...step, state: 'unknown', tries, failure: why }, wait, halt: null, reauth: false };
}

function putOff(step: Step, why: Failure, ms: number): Settlement {
  return {
    step: { ...step, state: 'planned', tries: step.tries + 1, failure: why },
    wait: { ms, why },
    halt: null,
    reauth: false,
  };
}

function quiet(step: Step): Settlement {
  return { step, wait: null, halt: null, reauth: false };
}
