/**
 * Why no answer came. The one question that matters is whether the request may have been applied, so an error is
 * `not sent` only when it can arise solely before the first byte of a request leaves.
 */
import type { Lost } from './http.ts';

/** Node system errors, undici's connect timeout, and OpenSSL verification codes (nodejs.org/api/tls.html). */
const BEFORE_SENDING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  CERT_HAS_EXPIRED: 'certificate not trusted',
  CERT_NOT_YET_VALID: 'certificate not trusted',
  CERT_SIGNATURE_FAILURE: 'certificate not trusted',
  CERT_UNTRUSTED: 'certificate not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate not trusted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS at that address',
};

/** Whether the request may have been applied, from what `fetch` threw. */
export function lost(thrown: unknown): Lost {
  const codes = codesOf(thrown);
  const causes = codes.map((code) => BEFORE_SENDING[code]);
  const [first] = causes;
  if (first !== undefined && causes.every((cause) => cause !== undefined)) {
    return { kind: 'lost', sent: 'no', cause: first };
  }
  return { kind: 'lost', sent: 'maybe', cause: isTimeout(thrown) ? 'no answer in time' : 'connection lost' };
}

/** An error as `fetch` throws it. Looked at by shape: it may come from another realm, where it is no `Error`. */
interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** The codes behind a `fetch failed`: its cause, or each address that was tried in vain. */
function codesOf(thrown: unknown): readonly string[] {
  const { code, cause, errors } = shapeOf(thrown);
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(codesOf);
  if (typeof code === 'string') return [code];
  return cause === undefined ? [] : codesOf(cause);
}

function isTimeout(thrown: unknown): boolean {
  const { name } = shapeOf(thrown);
  return name === 'TimeoutError' || name === 'AbortError';
}

function shapeOf(thrown: unknown): Thrown {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}
