/** The form as it is drawn, for tests of its parts. */
import type { ChoicesView, FormField } from '../../../src/provisioning/contract.ts';
import { choicesForm } from '../../../src/provisioning/core/choices.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { BARE, readFor, type Around, type Typed } from './ground.ts';

/** With what is wrong beside the fields. */
export function formFor(definition: Definition, typed: Typed = {}, around: Around = {}): ChoicesView {
  const read = readFor(definition, typed, around);
  return choicesForm(definition, typed, read.ok ? {} : read.errors, { ...BARE, ...around });
}

export function idsFor(definition: Definition, typed: Typed = {}, around: Around = {}): readonly string[] {
  return formFor(definition, typed, around).fields.map(({ id }) => id);
}

export function fieldFor(
  definition: Definition,
  id: string,
  typed: Typed = {},
  around: Around = {},
): FormField {
  const found = formFor(definition, typed, around).fields.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no field ${id}`);
  return found;
}
