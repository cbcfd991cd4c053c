/**
 * Three ways in which text may stand on a card. A bare string is data from outside: it is cleaned, capped and
 * escaped. `Said` is a sentence of ours whose slots were treated like that. `Plain` goes where no client reads
 * Markdown (values, addresses, button titles), `Label` where some do and some do not.
 */
export interface Said {
  readonly said: string;
}
export interface Plain {
  readonly plain: string;
}
export interface Label {
  readonly label: string;
}

const LONGEST_NAME = 120;
const LONGEST_SENTENCE = 600;

/** A sentence of ours: the literal parts stand as written, each slot is data. */
export function say(literals: TemplateStringsArray, ...slots: readonly (string | number | Said)[]): Said {
  const parts = literals.map((literal, i) => literal + slotText(slots[i]));
  return { said: parts.join('') };
}

function slotText(slot: string | number | Said | undefined): string {
  if (slot === undefined) return '';
  if (typeof slot === 'object') return slot.said;
  return escapeMarkdown(cap(clean(String(slot)), LONGEST_NAME));
}

/** A whole sentence of the engine's (failure texts, definitions): data, but longer than a name. */
export function quote(sentence: string): Said {
  return { said: escapeMarkdown(cap(clean(sentence), LONGEST_SENTENCE)) };
}

export function plain(text: string): Plain {
  return { plain: text };
}

/** A short name for a place without Markdown. */
export function title(text: string): Plain {
  return { plain: cap(clean(text), LONGEST_NAME) };
}

/** A mark with nothing on either side of it is no Markdown: a path `A > B`, a list of characters `[ ] < > #`. */
const ALONE = String.raw`(?<=\S )[[\]<>#](?=[ .,;:]|$)`;
const INSIDE = new RegExp(`(${ALONE})|([*_~\`\\\\|#])|([[{<])|([\\]}>])`, 'g');

/**
 * For labels and choices: adaptivecards renders them with Markdown, the phone does not, so what Markdown could
 * read is taken out instead of escaped.
 */
export function label(text: string): Label {
  const harmless = cap(clean(text), LONGEST_SENTENCE)
    .replace(INSIDE, harmlessMark)
    .replace(/:\/\//g, ': //')
    .replace(/\bwww\./gi, 'www ');
  return { label: harmless };
}

function harmlessMark(
  mark: string,
  alone: string | undefined,
  gone: string | undefined,
  opening: string | undefined,
): string {
  if (alone !== undefined) return mark;
  if (gone !== undefined) return '';
  return opening === undefined ? ')' : '(';
}

export function joined(sentences: readonly Said[], by = ' '): Said {
  return { said: sentences.map((one) => one.said).join(by) };
}

/** One leaf of a view model as the text that goes on the card. */
export function leafText(leaf: string | Said | Plain | Label): string {
  if (typeof leaf === 'string') return escapeMarkdown(cap(clean(leaf), LONGEST_NAME));
  if ('said' in leaf) return leaf.said;
  if ('label' in leaf) return leaf.label;
  return leaf.plain.toWellFormed();
}

/** One line, composed form, without control, format (direction, zero width) and lone surrogate characters. */
export function clean(text: string): string {
  return text
    .slice(0, 10_000)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, '')
    .trim();
}

export function cap(text: string, longest: number): string {
  const points = [...text];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : text;
}

/** CommonMark escapes, as few as make links, emphasis, lists, HTML, entities and mentions impossible. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|{}]/g, (mark) => `\\${mark}`)
    .replace(/^(?=[#+-])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/:(?=\/\/|\w*:)/g, '\\:')
    .replace(/\b(mailto|tel|www)(?=[:.])/gi, '$1\\');
}
