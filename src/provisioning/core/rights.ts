/**
 * Everything a connector's definition could ask for, as a list that two versions can be compared by. A new version
 * may say the same in other words; what it may not do is ask for more without a person being told.
 */
import type { Definition } from './definition.ts';
import { isWithin, type Case } from './narrower.ts';
import { permissionRights } from './rights-permissions.ts';
import { registrationRights } from './rights-registration.ts';

export interface Right {
  /** What it is. Two versions are compared by it, so it holds ids and no wording. */
  readonly key: string;
  /** How much of it; more is wider. */
  readonly rank: number;
  /** When it is asked for. */
  readonly cases: readonly Case[];
  /** For people. */
  readonly words: string;
}

export type Rights = readonly Right[];

/** Lines for people; each says what it is and how firmly it is asked for. */
export interface RightsDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Raised when `rightsOf` comes to say something else about the same definition: older records then say nothing. */
export const RIGHTS_FORMAT = 1;

/** In the order of the form, then everything else. */
export function rightsOf(definition: Definition): Rights {
  return [...permissionRights(definition), ...registrationRights(definition)];
}

/** What `after` asks for beyond `before`, and the other way round. More of the same counts as added. */
export function rightsDiff(before: Rights, after: Rights): RightsDiff {
  return { added: beyond(before, after), removed: beyond(after, before) };
}

/** True when there is something that a person has to be told. */
export function widens({ added }: RightsDiff): boolean {
  return added.length > 0;
}

function beyond(known: Rights, asked: Rights): readonly string[] {
  const lines = asked
    .filter((right) => !known.some((other) => covers(other, right)))
    .map((right) => (saysTheSame(known, right) ? `${right.words}, under another id` : right.words));
  return [...new Set(lines)];
}

function covers(known: Right, asked: Right): boolean {
  return known.key === asked.key && known.rank >= asked.rank && isWithin(asked.cases, known.cases);
}

/** Two different things under one name: the difference must not be hidden by the words. */
function saysTheSame(known: Rights, { key, words }: Right): boolean {
  return known.some((other) => other.words === words && other.key !== key);
}
