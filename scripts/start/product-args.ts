/**
 * How the product is started. V8 would let its space for short-lived objects grow to 96 MB and keep it, and tidy up
 * the rest late; a sweep of a large tenant, which makes many objects, works as well in a fraction of that
 * (https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib).
 */
export const PRODUCT_ARGS: readonly string[] = [
  '--max-semi-space-size=8',
  '--optimize-for-size',
  'src/index.ts',
];
