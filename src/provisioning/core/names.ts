/**
 * What an application may be called. A name is one line of visible text in a list an admin reads in a hurry, so
 * besides the vendor's rules it may not hide, forge or imitate anything. Emoji and accents are welcome; `=`, `@`,
 * brackets and the like are too, because every place that shows a name escapes it.
 */
import { failure, type Failure } from '../errors.ts';
import type { NameRules } from './definition.ts';

/** The Microsoft Entra admin centre refuses these in a display name. */
const PORTAL_REFUSED = '<>;&%';
const RESERVED = ['microsoft', 'azure', 'entra', 'office 365', 'm365'];
const PLACEHOLDERS = new Set(['null', 'undefined', 'true', 'false', 'nan', 'none', '[object object]']);

/** Composed form, in which names are checked, counted, kept and written. */
export function normalName(text: string): string {
  return text.normalize('NFC');
}

/** The first thing wrong with a name, or null. `example` is a name that would do. */
export function checkName(rules: NameRules, text: string, example = 'the name shown first'): Failure | null {
  const name = normalName(text);
  return (
    checkPresent(name, example) ??
    checkVisible(name) ??
    checkEdges(name) ??
    checkLength(rules, name) ??
    checkCharacters(rules, name) ??
    checkScripts(name) ??
    checkMeaning(name, example)
  );
}

function checkPresent(name: string, example: string): Failure | null {
  return /^\p{White_Space}*$/u.test(name) ? failure('NAME_EMPTY', { example }) : null;
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Formats, fillers, odd spaces, private-use and broken characters: anything without a look of its own. */
const HIDDEN = /[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;
/** Joiners and variation selectors are part of an emoji's spelling, and only there. */
const EMOJI = /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D(?=\p{Extended_Pictographic}))*/gu;
const STACKED = /\p{M}{5,}/u;

function checkVisible(name: string): Failure | null {
  const control = CONTROL.exec(name);
  if (control) return failure('NAME_CONTROL', { codepoint: codepoint(control[0]) });
  const hidden = HIDDEN.exec(name.replace(EMOJI, 'x'));
  if (hidden) return failure('NAME_HIDDEN', { codepoint: codepoint(hidden[0]) });
  return STACKED.test(name) ? failure('NAME_MARKS') : null;
}

function checkEdges(name: string): Failure | null {
  return name.startsWith(' ') || name.endsWith(' ') ? failure('NAME_EDGE_SPACE') : null;
}

function checkLength({ shortest, longest }: NameRules, name: string): Failure | null {
  const { length } = name;
  if (length < shortest) return failure('NAME_TOO_SHORT', { length, shortest, longest });
  return length > longest ? failure('NAME_TOO_LONG', { length, longest }) : null;
}

function checkCharacters(rules: NameRules, name: string): Failure | null {
  const forbidden = PORTAL_REFUSED + rules.forbidden;
  const character = [...name].find((one) => forbidden.includes(one));
  if (character === undefined) return null;
  const named = character === ' ' ? 'a space' : character;
  const all = [...new Set(forbidden)].join(' ');
  return failure('NAME_FORBIDDEN_CHARACTER', { character: named, forbidden: all });
}

/** Alphabets whose letters pass for one another. A word is of one of them. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Coptic', /\p{Script=Coptic}/u],
  ['Lisu', /\p{Script=Lisu}/u],
];

function checkScripts(name: string): Failure | null {
  for (const word of name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const scripts = SCRIPTS.filter(([, letters]) => letters.test(word)).map(([script]) => script);
    if (scripts.length > 1) return failure('NAME_MIXED_SCRIPT', { word, scripts: scripts.join(' and ') });
  }
  return null;
}

function checkMeaning(name: string, example: string): Failure | null {
  const plain = skeleton(name);
  if (PLACEHOLDERS.has(plain)) return failure('NAME_PLACEHOLDER', { word: name, example });
  const word = RESERVED.find((reserved) => plain === reserved || beginsWithWord(plain, reserved));
  return word === undefined ? null : failure('NAME_RESERVED', { word: name.slice(0, word.length) });
}

function beginsWithWord(text: string, word: string): boolean {
  return text.startsWith(word) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length));
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  // Cyrillic
  ...{
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    м: 'm',
    т: 't',
    ԁ: 'd',
  },
  // Greek
  ...{ α: 'a', ε: 'e', ο: 'o', ρ: 'p', υ: 'u', ι: 'i', ν: 'v', τ: 't', μ: 'm' },
  // Digits that stand in for letters
  ...{ '0': 'o', '1': 'i' },
};

/** Compatibility form, accents off, look-alikes folded: for recognising a word however it is dressed up. */
function skeleton(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const folded = [...bare].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
  return RESERVED.some((word) => folded.startsWith(word)) ? folded : bare;
}

function codepoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
