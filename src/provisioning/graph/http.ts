/** One request to Microsoft Graph and what came of it, below the level of any particular operation. */

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to `/v1.0`, with a leading slash; values in it are already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Body =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Truncated, HTML of a proxy, or anything else that is not JSON. */
  | { readonly kind: 'unreadable' };

/** An answer, whole or one of a batch. Header names are lower case. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The `client-request-id` it was asked with, for when the answer names no `request-id`. */
  readonly askedAs: string;
}

/** No answer. `sent` is `no` only when the request certainly did not reach Graph. */
export interface Lost {
  readonly kind: 'lost';
  readonly sent: 'no' | 'maybe';
  /** A few words of ours; never text from the wire. */
  readonly cause: string;
}

export type Arrival = Answer | Lost;

export type Send = (request: GraphRequest) => Promise<Arrival>;

export function parseBody(text: string): Body {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'unreadable' };
  }
}
