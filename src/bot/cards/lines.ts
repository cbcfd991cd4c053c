/** Marked lines under a heading: the body of every card that reports rather than asks. */
import type { Chip, Model, Part } from './drawing.ts';
import template from './lines.json' with { type: 'json' };
import { plain } from './text.ts';
import type { Plain, Said } from './text.ts';

export interface Line {
  readonly chip: Chip;
  readonly text: Said;
  readonly detail?: Said;
}

/** Pixels; a longer mark goes on in a second line. */
const WIDEST_CHIP = 136;

const NOTHING: Said = { said: '' };

export function lines(
  all: readonly Line[],
  { heading = NOTHING, tail = [] }: { readonly heading?: Said; readonly tail?: readonly Said[] } = {},
): Part {
  const width = plain(`${chipWidth(all)}px`);
  const model = { heading, lines: all.map((one) => line(one, width)), tail: tail.map((text) => ({ text })) };
  return { template, model };
}

/** About as wide as the longest mark, in pixels, so that what stands behind the marks is in line. */
function chipWidth(all: readonly Line[]): number {
  const longest = Math.max(0, ...all.map(({ chip }) => chip.word.length));
  return Math.min(44 + longest * 7, WIDEST_CHIP);
}

function line({ chip, text, detail }: Line, width: Plain): Model {
  return {
    width,
    icon: { plain: chip.icon },
    word: { plain: chip.word },
    colour: { plain: chip.colour },
    text,
    detail: detail ?? NOTHING,
  };
}
