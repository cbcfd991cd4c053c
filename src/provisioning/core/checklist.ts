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
function placesOf(definition: Definition): readonly ChecklistItem[] {
  return placesOfUse(definition).map((place, i) => ({
    id: placeId(i),
    text: `The new one is in use: ${place}`,
    kind: 'tick',
    required: false,
  }));
}

/**
 * Never none: nobody but the vendor can tell that a new certificate works, so somebody has to say that it does before
 * the old one goes.
 */
function placesOfUse({ lapse, title }: Definition): readonly string[] {
  return lapse.places.length === 0 ? [title] : lapse.places;
}

function placeId(i: number): string {
  return `place-${String(i + 1)}`;
}

/** Where the new credential of a renewal is not said to be in use yet. */
export function openPlaces(run: Run, definition: Definition): readonly string[] {
  return placesOfUse(definition).filter((_, i) => run.ticks[placeId(i)]?.outcome !== 'done');
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
