/** What a run does next: one pure decision, taken again after every commit and after every restart. */
import type { ObjectId } from './ids.ts';
import type { Person, Run, Step, StepKind, StepState } from './run.ts';
import { CONSENTING, currentSteps, isSettled } from './steps.ts';
import { undoRows } from './undo.ts';

export type Action =
  | { readonly do: 'preflight'; readonly actor: Person }
  /** The writes of these rows, in order, in one request. */
  | { readonly do: 'perform'; readonly actor: Person; readonly steps: readonly Step[] }
  /** Rows whose effect may or may not be there. */
  | { readonly do: 'look'; readonly actor: Person; readonly steps: readonly Step[] }
  | { readonly do: 'prove'; readonly actor: Person }
  /** A superseded or unfetched credential of ours. */
  | { readonly do: 'retire'; readonly actor: Person; readonly step: Step }
  /** Take away what is live, then end as cancelled. */
  | { readonly do: 'undo'; readonly actor: Person }
  | { readonly do: 'need-sign-in'; readonly of: Person }
  /** Lost secrets that cannot be looked for, and are not yet listed as findings. */
  | { readonly do: 'list'; readonly steps: readonly Step[] }
  | { readonly do: 'stop' };

/** Who has a living sign-in on this run, and whether the second of them may register applications. */
export interface Hands {
  readonly alive: ReadonlySet<ObjectId>;
  readonly approverMayRegister: boolean;
}

/** The effect may or may not be there; look before doing anything. */
export const DOUBTFUL: ReadonlySet<StepState> = new Set(['unknown', 'intended', 'compensating']);

/** An unknown secret has been looked for often enough when this many reads agree that it is not there. */
export const AGREEING_READS = 5;

export function next(run: Run, steps: readonly Step[], hands: Hands): Action {
  if (run.phase === 'checks')
    return run.facts === null ? withSignIn({ do: 'preflight', actor: run.requester }, hands) : STOP;
  if (run.phase === 'cancelling') return withSignIn({ do: 'undo', actor: undoer(run, steps, hands) }, hands);
  if (run.phase === 'working') return work(run, steps, hands);
  return afterwards(run, lateLooks(run, steps), hands);
}

/** Nobody is asked to sign in for this alone: without a sign-in it is listed, and looked for at the next one. */
function afterwards(run: Run, late: readonly Step[], hands: Hands): Action {
  if (late.length === 0) return STOP;
  const actor = registrar(run, hands);
  if (hands.alive.has(actor.oid)) return { do: 'look', actor, steps: late };
  const unlisted = late.filter(({ tag }) => !run.findings.some(({ facts }) => facts['tag'] === tag));
  return unlisted.length === 0 ? STOP : { do: 'list', steps: unlisted };
}

type Doable = Exclude<Action, { do: 'need-sign-in' | 'list' | 'stop' }>;

const STOP: Action = { do: 'stop' };

function work(run: Run, steps: readonly Step[], hands: Hands): Action {
  const open = currentSteps(steps).filter((step) => !isSettled(step));
  const action: Doable = openStep(run, open, hands) ??
    retirement(run, steps, hands) ?? { do: 'prove', actor: registrar(run, hands) };
  return withSignIn(action, hands);
}

function openStep(run: Run, open: readonly Step[], hands: Hands): Doable | undefined {
  const first = open[0];
  if (first === undefined) return undefined;
  if (UPSERTS.has(first.kind)) {
    return { do: 'perform', actor: actorFor(first, run, hands), steps: [first] };
  }
  // What comes after needs its object id.
  if (first.kind === 'user') {
    const actor = actorFor(first, run, hands);
    return { do: DOUBTFUL.has(first.state) ? 'look' : 'perform', actor, steps: [first] };
  }
  const doubtful = open.filter((step) => DOUBTFUL.has(step.state));
  if (doubtful.length > 0) return { do: 'look', actor: registrar(run, hands), steps: doubtful };
  const actor = actorFor(first, run, hands);
  return { do: 'perform', actor, steps: open.filter((step) => actorFor(step, run, hands).oid === actor.oid) };
}

/** Repeating one of these makes nothing twice, and tells what is there. */
const UPSERTS: ReadonlySet<StepKind> = new Set(['application', 'service-principal']);

/** Once the new credential is proven, the one it replaces goes. */
function retirement(run: Run, steps: readonly Step[], hands: Hands): Doable | undefined {
  const step = steps.find((row) => row.retire && row.state !== 'compensated');
  return step !== undefined && run.proof !== null
    ? { do: 'retire', actor: registrar(run, hands), step }
    : undefined;
}

/** A secret that was not found, and was replaced, is looked for again later: replicas answer late. */
function lateLooks(run: Run, steps: readonly Step[]): Step[] {
  if (run.phase !== 'proven' && run.phase !== 'handed-over') return [];
  return steps.filter((step) => step.kind === 'secret' && !step.retire && DOUBTFUL.has(step.state));
}

/** A right is taken back by whoever may give it. */
function undoer(run: Run, steps: readonly Step[], hands: Hands): Person {
  const [first] = undoRows(run, steps);
  return first === undefined ? registrar(run, hands) : actorFor(first, run, hands);
}

/**
 * Rights are given and taken under the approver's sign-in; everything else is the requester's, or the approver's when
 * only theirs lives and may.
 */
function actorFor(step: Step, run: Run, hands: Hands): Person {
  return CONSENTING.has(step.kind) ? (run.approval.approvedBy ?? run.requester) : registrar(run, hands);
}

function registrar(run: Run, hands: Hands): Person {
  const approver = run.approval.approvedBy;
  const standIn = approver !== null && hands.approverMayRegister && hands.alive.has(approver.oid);
  return !hands.alive.has(run.requester.oid) && standIn ? approver : run.requester;
}

function withSignIn(action: Doable, hands: Hands): Action {
  return hands.alive.has(action.actor.oid) ? action : { do: 'need-sign-in', of: action.actor };
}
