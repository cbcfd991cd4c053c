/** How much of a stranger's time and data is taken before they are turned away. */

export interface Limits {
  /** Bytes of a body, where the route has no limit of its own. */
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  /** Bytes of all headers and the request line together. */
  readonly headerBytes: number;
  /** Milliseconds for the first headers of a connection to arrive. */
  readonly headersMs: number;
  /** Milliseconds for a body to arrive. */
  readonly bodyMs: number;
  /** Milliseconds given to answers under way when the server stops. */
  readonly closingMs: number;
}

export const LIMITS: Limits = {
  bodyBytes: 256 * 1024,
  jsonDepth: 32,
  headerBytes: 12 * 1024,
  headersMs: 5_000,
  bodyMs: 10_000,
  closingMs: 3_000,
};
