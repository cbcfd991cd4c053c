/**
 * How the product is started. V8 would let its space for short-lived objects grow to 96 MB and keep it; a sweep of a
 * large tenant, which makes many of them, works as well in a quarter of that
 * (https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib).
 */
export const PRODUCT_ARGS: readonly string[] = ['--max-semi-space-size=8', 'src/index.ts'];
