/** Functions, questions and permissions of the form. */
import { failure } from '../errors.ts';
import type { Selection } from './applies.ts';
import type { Definition, PermissionChoice } from './definition.ts';
import { FIELDS, listed, pick, tick, type Read, type Typed } from './fields.ts';
import type { KnownRegistration } from './registrations.ts';

/** `on`: the registration that is added to. What is set up on it stays, ticked or not. */
export function readFunctions(
  { functions }: Definition,
  values: Typed,
  on: KnownRegistration | null,
): Read<readonly string[]> {
  const [first] = functions;
  if (first === undefined) return { value: [] };
  const chosen: string[] = [];
  for (const { id, label, ticked } of functions) {
    const read = tick(id, label, values, on === null && ticked);
    if ('error' in read) return read;
    if (read.value || on?.functions.includes(id) === true) chosen.push(id);
  }
  if (chosen.length > 0) return { value: chosen };
  const facts = { options: functions.map(({ label }) => label).join(', ') };
  return { error: failure('FUNCTION_NONE', facts), field: first.id };
}

export function readAnswers({ questions }: Definition, values: Typed): Read<Selection['answers']> {
  const answers: [string, string][] = [];
  for (const { id, label, options, preset } of questions) {
    const read = pick(
      id,
      label,
      options.map((option) => option.id),
      values,
      preset,
    );
    if ('error' in read) return read;
    answers.push([id, read.value]);
  }
  return { value: Object.fromEntries(answers) };
}

type Granted = readonly (readonly [string, boolean | string])[];

export function readPermission(choice: PermissionChoice, values: Typed): Read<Granted> {
  switch (choice.kind) {
    case 'always':
      return { value: [] };
    case 'optional': {
      const read = tick(choice.id, choice.label, values, choice.ticked);
      return 'error' in read ? read : { value: [[choice.id, read.value]] };
    }
    case 'one-of': {
      const options = choice.options.map(({ id }) => id);
      const read = pick(choice.id, choice.label, options, values, choice.preset);
      return 'error' in read ? read : { value: [[choice.id, read.value]] };
    }
  }
}

/** As permissions are named: words and dots, e.g. `Presence.Read.All` or `offline_access`. */
const PERMISSION = /^[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)*$/;
const MOST = 20;

/** Delegated permissions by name. Whether the tenant knows them is told by the plan. */
export function readMorePermissions(definition: Definition, values: Typed): Read<readonly string[]> {
  if (definition.morePermissions === undefined) return { value: [] };
  const names = listed(values, FIELDS.morePermissions);
  const field = FIELDS.morePermissions;
  const strange = names.find((name) => !PERMISSION.test(name) || name.length > 120);
  if (strange !== undefined) return { error: failure('PERMISSION_UNREADABLE', { typed: strange }), field };
  return names.length > MOST
    ? { error: failure('PERMISSIONS_TOO_MANY', { count: names.length, most: MOST }), field }
    : { value: names };
}
