/** The steps of a run, told for people: what is done, what waits, and what is in the tenant because of it. */
import type { StepView } from '../contract.ts';
import { explain } from '../errors.ts';
import type { Plan } from './plan-types.ts';
import type { Run, Step, StepKind } from './run.ts';
import { currentSteps, isSettled, REMOVALS } from './steps.ts';

/** One line for each group, and one for the proof. */
export function stepViews(run: Run, steps: readonly Step[]): StepView[] {
  const current = currentSteps(steps);
  if (run.approval.approvedBy === null && current.length === 0) return [];
  const rows = GROUPS.map(({ id, kinds }) =>
    group(
      id,
      current.filter((step) => kinds.includes(step.kind)),
      run,
    ),
  );
  return [...rows.flatMap((row) => (row === undefined ? [] : [row])), proofStep(run, current)];
}

const GROUPS: readonly { readonly id: string; readonly kinds: readonly StepKind[] }[] = [
  { id: 'User', kinds: ['user'] },
  { id: 'Application', kinds: ['application'] },
  { id: 'Settings', kinds: ['settings'] },
  { id: 'Service principal', kinds: ['service-principal'] },
  { id: 'Clean-up', kinds: ['remove-app-role', 'remove-grant'] },
  { id: 'Consent', kinds: ['app-role', 'delegated-grant'] },
  { id: 'Owner', kinds: ['owner'] },
  { id: 'Entra roles', kinds: ['directory-role', 'remove-directory-role'] },
  { id: 'Secret', kinds: ['secret'] },
  { id: 'Certificate', kinds: ['certificate'] },
  { id: 'Removal of the old one', kinds: ['remove-credential'] },
];

function group(id: string, steps: readonly Step[], run: Run): StepView | undefined {
  const first = steps.find((step) => !isSettled(step)) ?? steps[0];
  if (first === undefined) return undefined;
  const done = steps.filter(isSettled).length;
  const label = steps.length > 1 ? `${id} (${done} of ${steps.length})` : id;
  return {
    id,
    label,
    state: stateOf(steps, first, run),
    actor: first.actor?.displayName ?? null,
    text: first.failure === null ? null : explain(first.failure),
  };
}

function stateOf(steps: readonly Step[], first: Step, run: Run): StepView['state'] {
  if (steps.every(isSettled)) return 'done';
  if (first.state === 'compensated' || first.state === 'compensating') return 'undone';
  if (first.state === 'failed' || first.state === 'needs_human') return 'failed';
  if (first.state === 'unknown') return 'held-up';
  if (first.state === 'planned' && first.failure !== null && run.waiting !== null) return 'held-up';
  return first.state === 'intended' ? 'working' : 'waiting';
}

function proofStep(run: Run, current: readonly Step[]): StepView {
  const ready = current.every(isSettled);
  const judged = run.proof !== null && run.phase !== 'working';
  const state = judged ? outcome(run.proof) : run.phase === 'cancelled' ? 'undone' : proofPending(run, ready);
  return { id: 'Proof', label: 'Proof', state, actor: null, text: null };
}

/** A read-back that misses something was made, and proved nothing. */
function outcome({ permissions, credential, more }: NonNullable<Run['proof']>): StepView['state'] {
  const verdicts = [
    credential,
    ...permissions.flatMap(({ granted, inToken }) => [granted, inToken]),
    ...more.map(({ verdict }) => verdict),
  ];
  return verdicts.includes('missing') ? 'failed' : 'done';
}

function proofPending(run: Run, ready: boolean): StepView['state'] {
  if (!ready) return 'waiting';
  if (run.phase === 'needs-you') return 'failed';
  return run.waiting === null ? 'working' : 'held-up';
}

/** What is in the tenant because of this run; what Cancel would take away. What it took away itself stays gone. */
export function liveThings(run: Run, steps: readonly Step[]): string[] {
  return currentSteps(steps)
    .filter(({ kind }) => !REMOVALS.has(kind))
    .filter((step) => isSettled(step) || step.state === 'unknown' || step.state === 'intended')
    .map((step) => liveLine(step, run.plan) + (isSettled(step) ? '' : ' (perhaps)'));
}

function liveLine(step: Step, plan: Plan | null): string {
  const name = plan?.application.displayName ?? '';
  switch (step.kind) {
    case 'user':
      return `User ${plan?.user?.userPrincipalName ?? ''}`;
    case 'application':
      return `Application ${name}`;
    case 'settings':
      return `Changed settings of ${name}`;
    case 'service-principal':
      return 'Its service principal';
    case 'app-role':
      return `Consent to ${step.step.slice('app-role:'.length)}`;
    case 'delegated-grant':
      return 'Consent to its delegated permissions';
    case 'owner':
      return `${step.tag} as an owner`;
    case 'directory-role':
      return `Entra role ${step.step.slice('directory-role:'.length)}`;
    case 'secret':
      return 'A client secret';
    case 'certificate':
      return 'A certificate';
    case 'remove-app-role':
    case 'remove-grant':
    case 'remove-directory-role':
    case 'remove-credential':
      return `${step.step.slice(step.step.indexOf(':') + 1)}, taken away`;
  }
}
