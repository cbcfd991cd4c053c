/** Whether a part of a definition applies to what was chosen. */
import type { Condition, When } from './definition.ts';
import type { Choices } from './plan-types.ts';

/** The choices that conditions speak of. */
export type Selection = Pick<Choices, 'functions' | 'answers'>;

/** A part without a condition always applies. */
export function applies(condition: Condition | undefined, selection: Selection): boolean {
  return condition === undefined || cases(condition).some((one) => holds(one, selection));
}

/** A condition as the list of its cases. */
export function cases(condition: Condition): readonly When[] {
  return isList(condition) ? condition : [condition];
}

function holds({ functions, answers = {} }: When, selection: Selection): boolean {
  const chosen = functions === undefined || functions.some((id) => selection.functions.includes(id));
  return (
    chosen &&
    Object.entries(answers).every(([question, accepted]) =>
      accepted.includes(selection.answers[question] ?? ''),
    )
  );
}

/** Array.isArray does not narrow a readonly array. */
function isList(condition: Condition): condition is readonly When[] {
  return Array.isArray(condition);
}
