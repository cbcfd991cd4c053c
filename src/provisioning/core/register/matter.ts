/** Whether somebody must decide or sign in for a registration, and what about; whatever the time. */
import { failure } from '../../errors.ts';
import { ENDED } from '../run.ts';
import type { FailureFacts, Phase, Run } from '../run.ts';
import { registrationFindings } from './findings.ts';
import { newestFirst, type RegisterGround } from './ground.ts';

/** What does not hang on the time of day. `settled`: nothing is under way, and something is there. */
export type RegisterBase = 'needs-you' | 'under-way' | 'settled' | 'ended';

export interface Matter {
  readonly base: RegisterBase;
  readonly why: FailureFacts | null;
}

/** Of several things the newest is told. `now` is epoch ms: a credential that has lapsed is no finding any more. */
export function matterOf(ground: RegisterGround, now: number): Matter {
  const runs = newestFirst(ground);
  const [waits] = runs.flatMap((run) => waiting(run) ?? []);
  const why = waits ?? registrationFindings(ground, now)[0] ?? null;
  if (why !== null) return { base: 'needs-you', why };
  if (runs.some(isUnderWay)) return { base: 'under-way', why: null };
  return {
    base: runs.every(({ phase }) => ENDED.has(phase) && phase !== 'handed-over') ? 'ended' : 'settled',
    why: null,
  };
}

const READY: ReadonlySet<Phase> = new Set(['proven', 'handed-over']);

function isUnderWay({ phase }: Run): boolean {
  return !READY.has(phase) && !ENDED.has(phase);
}

/** What a run waits for, in words; null: it waits for nobody. */
function waiting(run: Run): FailureFacts | null {
  if (ENDED.has(run.phase)) return null;
  if (run.failure !== null) return run.failure;
  switch (run.phase) {
    case 'plan':
      return failure('REGISTER_PLAN_WAITS', { name: run.requester.displayName });
    case 'approval':
      return failure('REGISTER_APPROVAL_WAITS', {
        name: run.approval.asked?.displayName ?? 'somebody who may consent',
      });
    case 'needs-sign-in':
      return failure('RUN_NEEDS_SIGN_IN', { name: (run.needsSignInOf ?? run.requester).displayName });
    case 'needs-you':
      return failure('REGISTER_DECISION_WAITS', { name: run.requester.displayName });
    default:
      return null;
  }
}
