/** Conditions as lists of cases, so that two versions of a definition can be compared: which of them asks more often. */
import { cases } from './applies.ts';
import type { Condition, Definition, When } from './definition.ts';

/** Holds when, for each name, one of its values is chosen. Without names it always holds. */
export type Case = Readonly<Record<string, readonly string[]>>;

/** The one case that always holds. */
export const EVERY_CASE: readonly Case[] = [{}];

/** A condition's cases; names that every possible choice satisfies are left out. */
export function casesOf(
  definition: Pick<Definition, 'functions' | 'questions'>,
  when: Condition | undefined,
): readonly Case[] {
  if (when === undefined) return EVERY_CASE;
  const all = cases(when).map((one) => caseOf(definition, one));
  return all.some((one) => Object.keys(one).length === 0) ? EVERY_CASE : all;
}

/** True when wherever one of `cases` holds, one of `others` holds as well. False when that is not certain. */
export function isWithin(narrow: readonly Case[], wide: readonly Case[]): boolean {
  return narrow.every((one) => wide.some((other) => caseWithin(one, other)));
}

function caseWithin(one: Case, other: Case): boolean {
  return Object.entries(other).every(([name, allowed]) => {
    const values = Object.hasOwn(one, name) ? one[name] : undefined;
    return values?.every((value) => allowed.includes(value)) === true;
  });
}

function caseOf({ functions, questions }: Pick<Definition, 'functions' | 'questions'>, one: When): Case {
  const known = new Map([
    ['functions', functions.map(({ id }) => id)],
    ...questions.map(({ id, options }) => [`answer ${id}`, options.map((option) => option.id)] as const),
  ]);
  const named = [
    ...(one.functions ? [['functions', one.functions] as const] : []),
    ...Object.entries(one.answers ?? {}).map(([id, answers]) => [`answer ${id}`, answers] as const),
  ];
  return Object.fromEntries(
    named.filter(([name, values]) => known.get(name)?.every((value) => values.includes(value)) !== true),
  );
}
