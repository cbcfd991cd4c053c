/** Text as an OData string literal inside an address: quotes doubled, then everything else percent-encoded. */
export function literal(text: string): string {
  return `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
}

/** A filter on one property; the spaces are encoded so that the address is one at every hop. */
export function equals(property: string, text: string): string {
  return `${property}%20eq%20${literal(text)}`;
}
