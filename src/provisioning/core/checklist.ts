/** What is left to do outside of here, and what of it is done. */
import type { ChecklistView } from '../contract.ts';
import { applies } from './applies.ts';
import type { ChecklistItem, Definition } from './definition.ts';
import type { Run } from './run.ts';

/** The items that what was chosen makes matter. */
export function checklistOf(
  { choices, renews }: Pick<Run, 'choices' | 'renews'>,
  definition: Definition,
): readonly ChecklistItem[] {
  if (choices === null) return [];
  if (renews !== null) return placesOf(definition);
  return definition.checklist.filter(({ when }) => applies(when, choices));
}

/** Where the new credential has to be entered before the old one may go. */
function placesOf({ lapse }: Definition): readonly ChecklistItem[] {
  return lapse.places.map((place, i) => ({
    id: `place-${String(i + 1)}`,
    text: `The new one is in use: ${place}`,
    kind: 'tick',
    required: false,
  }));
}

/** The first place of a renewal that is not ticked yet; undefined: the old credential may go. */
export function firstOpenPlace(run: Run, definition: Definition): ChecklistItem | undefined {
  return checklistOf(run, definition).find(({ id }) => run.ticks[id]?.outcome !== 'done');
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
