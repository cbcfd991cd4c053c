/** Marked lines under a heading: the body of every card that reports rather than asks. */
import type { Chip, Model, Part } from './drawing.ts';
import template from './lines.json' with { type: 'json' };
import type { Said } from './text.ts';

export interface Line {
  readonly chip: Chip;
  readonly text: Said;
  readonly detail?: Said;
}

const NOTHING: Said = { said: '' };

export function lines(
  all: readonly Line[],
  { heading = NOTHING, tail = [] }: { readonly heading?: Said; readonly tail?: readonly Said[] } = {},
): Part {
  return { template, model: { heading, lines: all.map(line), tail: tail.map((text) => ({ text })) } };
}

function line({ chip, text, detail }: Line): Model {
  return {
    icon: { plain: chip.icon },
    word: { plain: chip.word },
    colour: { plain: chip.colour },
    text,
    detail: detail ?? NOTHING,
  };
}
