/** Texts of people made comparable: for searching, and for an order that is the same on every database. */

/** Lower case without accents: `Zürich` is found by `zurich`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** What a column of text can hold: whatever was typed, without U+0000 and halves of characters. */
export function storable(text: string): string {
  return text
    .split('\u0000')
    .join('')
    .replace(/\p{Cs}/gu, '\ufffd');
}
