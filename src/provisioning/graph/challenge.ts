/**
 * The claims challenge of Conditional Access in `WWW-Authenticate`, verbatim (base64), when there is one:
 * `Bearer ..., error="insufficient_claims", claims="eyJ..."`
 * (https://learn.microsoft.com/entra/identity-platform/claims-challenge).
 */
export function claimsOf(wwwAuthenticate: string | undefined): string | undefined {
  return /\bclaims="([^"]{1,8192})"/i.exec(wwwAuthenticate ?? '')?.[1];
}

/** The challenge as the JSON text a sign-in asks for, or undefined when it is not JSON in base64. */
export function claimsRequest(challenge: string): string | undefined {
  const text = Buffer.from(challenge, 'base64').toString('utf8');
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null ? text : undefined;
  } catch {
    return undefined;
  }
}
