/** The fields of the choices form, and how one value of them is read. */
import { failure, type Failure } from '../errors.ts';
import type { Definition } from './definition.ts';

/** Field ids, besides the ids of functions, questions and permission choices, which are fields of their own. */
export const FIELDS = {
  registration: 'registration',
  arrangement: 'arrangement',
  name: 'name',
  audience: 'audience',
  morePermissions: 'morePermissions',
  userWay: 'userWay',
  userDisplayName: 'userDisplayName',
  userName: 'userName',
  userDomain: 'userDomain',
  userExisting: 'userExisting',
  neverExpires: 'neverExpires',
  signInRepeats: 'signInRepeats',
  directoryRoles: 'directoryRoles',
  rolesToRemove: 'rolesToRemove',
  consentRule: 'consentRule',
  credential: 'credential',
  life: 'life',
  otherLife: 'otherLife',
  description: 'description',
  certificate: 'certificate',
} as const;

/** The `life` option that means: see `otherLife`. */
export const OTHER_LIFE = 'other';
/** The `registration` option that means: none of those that are there. */
export const NEW_REGISTRATION = 'new';
/** The `credential` option that means: the registration keeps what it has. */
export const KEEP_CREDENTIAL = 'none';

export type Typed = Readonly<Record<string, string>>;

/** A field's value, or what is wrong with it, to be said beside the field. */
export type Read<T> = { readonly value: T } | { readonly error: Failure; readonly field: string };

/** A value as typed; undefined when the field was not sent, or not as text. */
export function typedValue(values: Typed, field: string): string | undefined {
  const value: unknown = Object.hasOwn(values, field) ? values[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** One of the options; an absent field has its preset. */
export function pick<T extends string>(
  field: string,
  label: string,
  options: readonly T[],
  values: Typed,
  preset: T,
): Read<T> {
  const typed = typedValue(values, field) ?? preset;
  const chosen = options.find((option) => option === typed);
  if (chosen !== undefined) return { value: chosen };
  const facts = { field: label, typed, options: options.join(', ') };
  return { error: failure('CHOICE_UNKNOWN', facts), field };
}

export function tick(field: string, label: string, values: Typed, preset: boolean): Read<boolean> {
  const read = pick(field, label, ['true', 'false'], values, String(preset));
  return 'error' in read ? read : { value: read.value === 'true' };
}

/** What several things typed into one field come to: separated by commas, semicolons or line breaks. */
export function listed(values: Typed, field: string): readonly string[] {
  const parts = (typedValue(values, field) ?? '').split(/[,;\n]+/).map((part) => part.trim());
  return [...new Set(parts)].filter((part) => part !== '');
}

/** Whether every function may have a registration of its own. */
export function mayStandAlone({ functions }: Definition): boolean {
  return functions.length > 1 && functions.every(({ alone }) => alone !== undefined);
}
