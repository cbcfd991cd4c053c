/** The step rows of a run. A row is replaced by (step, attempt) and keeps the place it was first given. */
import type { Transaction } from 'kysely';
import type { RunId } from '../core/ids.ts';
import type { Run, Step } from '../core/run.ts';
import type { Tables } from './tables.ts';

export async function writeSteps(tx: Transaction<Tables>, run: Run, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map((step) => ({
    tenant_id: run.tenantId,
    run_id: run.id,
    step: step.step,
    attempt: step.attempt,
    state: step.state,
    doc: JSON.stringify(step),
  }));
  await tx
    .insertInto('steps')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'run_id', 'step', 'attempt'])
        .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), doc: eb.ref('excluded.doc') })),
    )
    .execute();
}

/** In the order they were planned. */
export async function readSteps(tx: Transaction<Tables>, runId: RunId): Promise<readonly Step[]> {
  const rows = await tx
    .selectFrom('steps')
    .select('doc')
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.doc);
}
