/** What is left to do outside of here, and what of it is done. */
import type { ChecklistView } from '../contract.ts';
import { applies } from './applies.ts';
import type { ChecklistItem, Definition } from './definition.ts';
import type { Run } from './run.ts';

/** The items that what was chosen makes matter. */
export function checklistOf(
  { choices }: Pick<Run, 'choices'>,
  { checklist }: Definition,
): readonly ChecklistItem[] {
  return choices === null ? [] : checklist.filter(({ when }) => applies(when, choices));
}

export function checklistView(run: Run, definition: Definition): readonly ChecklistView[] {
  return checklistOf(run, definition).map(({ id, text, kind, required }) => {
    const ticked = run.ticks[id];
    return {
      ...{ id, text, kind, required },
      state: ticked?.outcome ?? 'open',
      by: ticked?.by ?? null,
      at: ticked?.at ?? null,
    };
  });
}

/** The first that must be done before the set-up can be finished; undefined: none is left. */
export function firstRequired(run: Run, definition: Definition): ChecklistItem | undefined {
  return checklistOf(run, definition).find(({ id, required }) => required && run.ticks[id] === undefined);
}
