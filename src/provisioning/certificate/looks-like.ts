/** A name for a file that is no certificate, from its first bytes, so that people see which file they picked. */
const SIGNATURES: readonly (readonly [hex: string, name: string])[] = [
  ['fffe', 'UTF-16 text; save it as UTF-8 or ASCII'],
  ['feff', 'UTF-16 text; save it as UTF-8 or ASCII'],
  ['504b0304', 'a zip file'],
  ['89504e47', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['47494638', 'a GIF image'],
  ['25504446', 'a PDF document'],
  ['feedfeed', 'a Java key store'],
  ['d0cf11e0', 'an Office document'],
  ['1f8b', 'a gzip file'],
];

/** `text` for anything that may hold PEM or base64; otherwise what it looks like, in words. */
export function looksLike(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (known) return known[1];
  if (bytes.includes(0)) return 'binary data';
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  return start.startsWith('<!doctype') || start.startsWith('<html') ? 'a web page' : 'text';
}
