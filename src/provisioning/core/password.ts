/**
 * A first password for a user: strong enough for Microsoft Entra (three of four kinds, 8 to 256 characters), free of
 * what the vendor's product cannot handle, and of letters that are read for one another.
 */
const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!$%*+-.:=@^_~'] as const;
const LENGTH = 20;

/**
 * `random` is at least 256 bits as hexadecimal; the same bits give the same password. About 115 bits of them end up
 * in it. Throws RangeError for fewer bits, or when what is forbidden leaves a kind empty that must be there.
 */
export function passwordFrom(random: string, forbidden: string): string {
  const bytes = (random.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
  if (bytes.length < LENGTH + KINDS.length) throw new RangeError('a password needs 256 random bits');
  const kinds = KINDS.map((letters) => [...letters].filter((letter) => !forbidden.includes(letter)));
  const usable = kinds.filter((letters) => letters.length > 0);
  if (usable.length < 3) throw new RangeError('too much is forbidden in the password');
  const all = usable.flat();
  const letters = bytes.slice(0, LENGTH).map((byte) => pick(all, byte));
  // One of each kind, each at a place of its own that the last bytes choose.
  usable.forEach((kind, i) => {
    const slot = i * Math.floor(LENGTH / usable.length);
    const place = slot + ((bytes[LENGTH + i] ?? 0) % Math.floor(LENGTH / usable.length));
    letters[place] = pick(kind, bytes[place] ?? 0);
  });
  return letters.join('');
}

function pick(letters: readonly string[], byte: number): string {
  return letters[byte % letters.length] ?? '';
}
