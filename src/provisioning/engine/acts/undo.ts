/** Cancel after something was written: what this run made goes, the newest first; then what is left is said. */
import type { Step } from '../../core/run.ts';
import { REMOVALS } from '../../core/steps.ts';
import { undoRows } from '../../core/undo.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { takeBack } from './take-back.ts';
import { undoApplication } from './undo-application.ts';
import { undoUser } from './undo-user.ts';

export async function undo(act: Act): Promise<ActResult> {
  const [step] = undoRows(act.desk.run, act.desk.steps);
  if (step === undefined) return cancelled(act.desk);
  switch (step.kind) {
    case 'application':
      return undoApplication(act, step);
    case 'user':
      return undoUser(act, step);
    default:
      return takeBack(act, step);
  }
}

async function cancelled(desk: Desk): Promise<ActResult> {
  const now = new Date(desk.now()).toISOString();
  const { run } = desk;
  await desk.ports.vault.shredSecret(run.tenantId, run.id, 'hand-over');
  await desk.ports.vault.shredSecret(run.tenantId, run.id, 'first-password');
  const removed = desk.steps.filter(({ kind, state }) => REMOVALS.has(kind) && state !== 'planned');
  const detail = removed.map(({ step }) => step.slice(step.indexOf(':') + 1)).join(', ');
  const stays = removed.length === 0 ? [] : [failure('RUN_REMOVALS_STAY', { detail })];
  await desk.commit({
    steps: desk.steps.map((step): Step => ({ ...step, state: 'compensated', settledAt: now })),
    run: ({ findings }) => ({
      phase: 'cancelled',
      waiting: null,
      failure: null,
      registration: null,
      firstPassword: 'none',
      findings: [...findings, ...stays],
    }),
    history: [desk.event('cancelled', run.requester)],
    forgetSignIns: true,
  });
  return 'rest';
}
