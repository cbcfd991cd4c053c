/** The form of choices: what it sends, and in which order its fields stand. Nothing is decided here. */
import type { FormField } from '../../../provisioning/contract.ts';

export type Values = Readonly<Record<string, string>>;

/** As it stands: every field that can be filled in, by id. */
export function valuesOf(fields: readonly FormField[]): Values {
  return Object.fromEntries(
    fields.flatMap((field) => (field.kind === 'fixed' ? [] : [[field.id, String(field.value)] as const])),
  );
}

/** What was typed since wins; a field that came new brings its preset. */
export function merged(fields: readonly FormField[], typed: Values): Values {
  const preset = valuesOf(fields);
  return Object.fromEntries(Object.entries(preset).map(([id, value]) => [id, typed[id] ?? value]));
}

export type Group = 'functions' | 'sights' | 'name' | 'user' | 'proof' | 'more';

export interface FormGroup {
  readonly group: Group;
  readonly fields: readonly FormField[];
}

const ORDER: readonly Group[] = ['name', 'functions', 'sights', 'user', 'proof', 'more'];

export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  name: 'Name',
  functions: 'What it is to do',
  sights: 'What it may see',
  user: 'The account it signs in with',
  proof: 'How it proves itself',
  more: 'More settings',
};

/** Fields that belong together, in the order in which people decide. Empty groups are left out. */
export function grouped(fields: readonly FormField[], rare: readonly string[]): readonly FormGroup[] {
  const groups = Map.groupBy(fields, (field) => (rare.includes(field.id) ? 'more' : groupOf(field)));
  return ORDER.flatMap((group) => {
    const own = groups.get(group);
    return own === undefined ? [] : [{ group, fields: own }];
  });
}

const OF_THE_PROOF: ReadonlySet<string> = new Set(['credential', 'description', 'life']);
const OF_THE_USER: ReadonlySet<string> = new Set(['userWay', 'userName', 'neverExpires', 'userExisting']);

function groupOf(field: FormField): Group {
  if (field.kind === 'function') return 'functions';
  if (field.kind === 'paste' || OF_THE_PROOF.has(field.id)) return 'proof';
  if (OF_THE_USER.has(field.id)) return 'user';
  return field.kind === 'text' || field.id === 'registration' ? 'name' : 'sights';
}

/** A certificate is pasted by whoever picked one. */
export function isShown(field: FormField, values: Values): boolean {
  return (
    field.kind !== 'paste' || values['credential'] === undefined || values['credential'] === 'certificate'
  );
}

export function hasError(fields: readonly FormField[]): boolean {
  return fields.some((field) => field.kind !== 'fixed' && field.error !== null);
}
