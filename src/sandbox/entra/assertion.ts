/**
 * Client assertions: a JWT signed with the private key of a certificate on the application.
 * https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { Application, KeyCredential } from '../world.ts';
import type { EntraContext } from './context.ts';
import { refuse } from './errors.ts';

const ALGORITHMS = ['RS256', 'PS256'];
/** Clock difference between client and service that is forgiven. */
const TOLERANCE_S = 300;

interface OpenedAssertion {
  readonly thumbprint: string | undefined;
  readonly claims: JWTPayload;
}

/** @throws SignInError AADSTS700027, 700024, 70021 or 9002313 */
export async function verifyAssertion(
  context: EntraContext,
  application: Application,
  assertion: string,
): Promise<void> {
  const { thumbprint, claims } = open(assertion);
  if (thumbprint === undefined || claims.iss !== application.appId) {
    throw refuse.noFederatedMatch(claims.sub ?? '');
  }
  const credential = application.keyCredentials.find((one) => thumbprintsOf(one).includes(thumbprint));
  if (credential === undefined) throw refuse.invalidAssertion('The key was not found.', thumbprint);
  await verifySignature(credential, assertion, thumbprint);
  if (Date.parse(credential.endDateTime) <= context.tenant.clock.now()) {
    throw refuse.invalidAssertion('The key used is expired.', thumbprint);
  }
  assertClaims(context, application, claims, thumbprint);
}

function open(assertion: string): OpenedAssertion {
  try {
    const header = decodeProtectedHeader(assertion);
    const thumbprint = header['x5t#S256'] ?? header.x5t;
    return {
      thumbprint: typeof thumbprint === 'string' ? thumbprint : undefined,
      claims: decodeJwt(assertion),
    };
  } catch {
    throw refuse.malformed('invalid_client');
  }
}

/** Both spellings a client may use: `x5t` (SHA-1) and `x5t#S256`, base64url of the DER's hash. */
function thumbprintsOf(credential: KeyCredential): string[] {
  const der = Buffer.from(credential.key, 'base64');
  return ['sha1', 'sha256'].map((hash) => createHash(hash).update(der).digest('base64url'));
}

async function verifySignature(
  credential: KeyCredential,
  assertion: string,
  thumbprint: string,
): Promise<void> {
  try {
    const certificate = new X509Certificate(Buffer.from(credential.key, 'base64'));
    await compactVerify(assertion, certificate.publicKey, { algorithms: ALGORITHMS });
  } catch {
    throw refuse.invalidAssertion(
      'The key was found, but use of the key to verify the signature failed.',
      thumbprint,
    );
  }
}

function assertClaims(
  context: EntraContext,
  application: Application,
  claims: JWTPayload,
  thumbprint: string,
): void {
  if (claims.sub !== application.appId) throw refuse.invalidAssertion('The subject is wrong.', thumbprint);
  const audiences = [claims.aud ?? []].flat();
  if (!audiences.some((audience) => isOurs(context, audience))) {
    throw refuse.invalidAssertion('The audience is wrong.', thumbprint);
  }
  if (!isCurrent(context, claims)) throw refuse.assertionOutOfTime();
}

function isOurs(context: EntraContext, audience: string): boolean {
  const { pathname, origin } = URL.canParse(audience) ? new URL(audience) : { pathname: '', origin: '' };
  const known = [context.loginBaseUrl, context.browserBaseUrl].some(
    (base) => new URL(base).origin === origin,
  );
  return known && /^\/[^/]+\/(oauth2\/v2\.0\/token|v2\.0)\/?$/.test(pathname);
}

/**
 * SDKs date their assertions by the machine's clock, which the sandbox's business clock may have left behind; an
 * assertion that is current by either one passes.
 */
function isCurrent(context: EntraContext, claims: JWTPayload): boolean {
  const { clock, world } = context.tenant;
  const clocks = [clock.now(), clock.now() - world.clockOffsetMs].map((now) => now / 1000);
  const { exp, nbf } = claims;
  if (exp === undefined) return false;
  return clocks.some((now) => now < exp + TOLERANCE_S && (nbf === undefined || now >= nbf - TOLERANCE_S));
}
