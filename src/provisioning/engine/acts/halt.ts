/** One row cannot go on: the run stops, and a person decides. */
import type { Step } from '../../core/run.ts';
import type { ActResult, Desk } from '../desk.ts';

export async function halt(desk: Desk, step: Step): Promise<ActResult> {
  await desk.commit({
    steps: [step],
    run: () => ({ phase: 'needs-you', failure: step.failure, waiting: null }),
  });
  return 'rest';
}
