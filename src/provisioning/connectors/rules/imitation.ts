/** Nobody passes for somebody else: neither by letters that only look alike, nor under a name of Microsoft's. */
import { explain, type Failure } from '../../errors.ts';
import type { Definition, NameRules } from '../../core/definition.ts';
import { checkName } from '../../core/names.ts';
import { broken, type Broken, type Path } from './broken.ts';

const ANY: NameRules = { shortest: 1, longest: 120, forbidden: '' };
/** Allowed in the name of a company, and not in that of an application. */
const SIGNS = /[<>;&%]/g;

/**
 * A vendor is never Microsoft. The title of a connector may begin with what it connects to ("Microsoft 365
 * connector"), because the vendor's name stands beside it; but spelt as Microsoft spells it.
 */
export function imitation({ vendor, title, also }: Definition): readonly Broken[] {
  return [
    ...mistakable(['vendor', 'name'], vendor.name, () => true),
    ...mistakable(['title'], title, (word) => !isPlain(word) || !/\bconnector\b/i.test(title)),
    ...also.flatMap((name, index) => mistakable(['also', index], name, (word) => !isPlain(word))),
  ];
}

function mistakable(path: Path, found: string, isBad: (reserved: string) => boolean): readonly Broken[] {
  const bad = checkName(ANY, found.replace(SIGNS, ''));
  if (bad?.code !== 'NAME_MIXED_SCRIPT' && !(bad?.code === 'NAME_RESERVED' && isBad(wordOf(bad)))) return [];
  return [broken(path, 'DEF_IMITATION', { found, reason: explain(bad).what })];
}

function wordOf({ facts }: Failure): string {
  return String(facts['word']);
}

/** Latin letters, and 365 where that belongs to the name: no accents, and no digits in place of letters. */
function isPlain(word: string): boolean {
  return /^[a-z]+ ?(365)?$/i.test(word);
}
