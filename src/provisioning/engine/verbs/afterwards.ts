/** What a person does with a registration that is proven: the checklist, and proving it anew. */
import { checklistOf } from '../../core/checklist.ts';
import type { Run, Tick } from '../../core/run.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { requirePhase, requireRequester } from '../records.ts';
import { definitionOf } from './begin.ts';

/** Errors: CHECKLIST_UNKNOWN, RUN_NOT_YOURS, RUN_STALE. */
export async function tick(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  { itemId, outcome }: { readonly itemId: string; readonly outcome: Tick['outcome'] | 'undo' },
): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'proven', 'handed-over');
    const item = checklistOf(run, definitionOf(ports, run.connectorId)).find(({ id }) => id === itemId);
    if (item === undefined) throw new RegistrarError('CHECKLIST_UNKNOWN');
    const { [item.id]: _before, ...others } = run.ticks;
    const at = new Date(ports.clock.now()).toISOString();
    const ticks =
      outcome === 'undo' ? others : { ...others, [item.id]: { outcome, by: actor.displayName, at } };
    return { run: { ticks }, history: [records.event(`checklist ${item.id} ${outcome}`, actor)] };
  });
}

/** Reads everything back and, while the secret is still here, takes a token with it. */
export async function validate(records: Records, actor: Actor, runId: string): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'proven', 'handed-over');
    return {
      run: { phase: 'working', proof: null, waiting: null, failure: null },
      history: [records.event('validation-asked', actor)],
    };
  });
}
