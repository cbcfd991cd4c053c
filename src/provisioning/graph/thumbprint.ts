/**
 * The SHA-1 thumbprint as the portal shows it (upper-case hexadecimal), from a key's `customKeyIdentifier`: base64
 * of the 20 bytes, or the 40 digits themselves. Null when it is something else, as people may set it freely.
 */
export function thumbprintOf(customKeyIdentifier: string | null): string | null {
  if (customKeyIdentifier === null) return null;
  if (/^[0-9a-f]{40}$/i.test(customKeyIdentifier)) return customKeyIdentifier.toUpperCase();
  const bytes = Buffer.from(customKeyIdentifier, 'base64');
  return bytes.length === 20 ? bytes.toString('hex').toUpperCase() : null;
}
