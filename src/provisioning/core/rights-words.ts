/** How firmly something is asked for, as a rank that can be compared and as words. */

export const ALWAYS = 3;
export const FROM_THE_START = 2;
export const IF_CHOSEN = 1;
export type Standing = typeof ALWAYS | typeof FROM_THE_START | typeof IF_CHOSEN;

const WORDS: Readonly<Record<Standing, string>> = {
  [ALWAYS]: 'always',
  [FROM_THE_START]: 'chosen from the start',
  [IF_CHOSEN]: 'if chosen',
};

/** The one option there is, the first of several, or another. */
export function standing(options: readonly unknown[], index: number): Standing {
  if (options.length === 1) return ALWAYS;
  return index === 0 ? FROM_THE_START : IF_CHOSEN;
}

export function firmly(what: string, rank: Standing): string {
  return `${what}, ${WORDS[rank]}`;
}
