/** The run whose credential was renewed learns that it has none any more; asked twice, it is told twice. */
import type { Desk } from '../desk.ts';
import { Records } from '../records.ts';
import { isSettled } from '../../core/steps.ts';

export async function closeOld({ run, steps, ports, now }: Desk): Promise<void> {
  const removed = steps.find((step) => step.kind === 'remove-credential' && isSettled(step));
  const { renews } = run;
  if (renews === null || removed === undefined) return;
  const records = new Records(ports);
  const owner = { ...run.requester, tenantId: run.tenantId };
  await records.change(owner, renews.runId, () => ({
    run: { superseded: { by: run.id, removedAt: removed.settledAt ?? new Date(now()).toISOString() } },
    history: [records.event('credential-superseded', owner)],
  }));
}
