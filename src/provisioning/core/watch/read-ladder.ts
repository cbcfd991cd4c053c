/** A ladder as a person types it: `90, 30, 7`. */
import { failure, type Failure } from '../../errors.ts';
import type { Ladder } from './types.ts';

/** Two years: no credential is better warned of earlier. */
export const MOST_DAYS = 730;
export const MOST_RUNGS = 12;

/** Numbers parted by anything people part numbers with. */
const TYPED = /^\d{1,9}(?:(?:\s*[,;/]\s*|\s+)\d{1,9})*$/;
const WORDS = /\b(?:days?|and|before)\b/gi;

/**
 * The days in order, each once. 0 may be typed and is left out, because the day itself is never silent.
 *
 * Failures: `LADDER_EMPTY`, `LADDER_UNREADABLE` (typed), `LADDER_NOTHING_BEFORE`, `LADDER_TOO_LONG_BEFORE` (days,
 * most), `LADDER_TOO_MANY` (count, most).
 */
export function readLadder(
  typed: string,
): { readonly ok: true; readonly ladder: Ladder } | { readonly ok: false; readonly failure: Failure } {
  const bare = typed
    .replace(WORDS, ' ')
    .trim()
    .replace(/[,;/\s]+$/, '');
  if (bare === '') return refuse(failure('LADDER_EMPTY'));
  if (!TYPED.test(bare)) return refuse(failure('LADDER_UNREADABLE', { typed }));
  const numbers = bare.split(/[\s,;/]+/).map(Number);
  const ladder = [...new Set(numbers)].filter((days) => days > 0).sort((a, b) => b - a);
  const [longest] = ladder;
  if (longest === undefined) return refuse(failure('LADDER_NOTHING_BEFORE'));
  if (longest > MOST_DAYS)
    return refuse(failure('LADDER_TOO_LONG_BEFORE', { days: longest, most: MOST_DAYS }));
  if (ladder.length > MOST_RUNGS)
    return refuse(failure('LADDER_TOO_MANY', { count: ladder.length, most: MOST_RUNGS }));
  return { ok: true, ladder };
}

function refuse(failed: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: failed };
}
