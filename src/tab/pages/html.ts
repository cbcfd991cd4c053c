/** HTML that escapes by itself: whatever is put into html`` is text unless it is already Markup. */

/** Finished HTML. Only `html` makes one, so text cannot be mistaken for it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | null | readonly Piece[];

/** Null draws nothing; arrays are joined without a separator. Attributes must be in double quotes. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(strings.map((text, at) => text + render(pieces[at] ?? null)).join(''));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function render(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(visible(String(piece)));
  return piece.map(render).join('');
}

/** Without control characters, and without the ones that turn the direction of text or take no room. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cf}/gu, '');
}
