/** A client proving itself at the token endpoint: by secret, by signed assertion, or not at all. */
import { createHash } from 'node:crypto';
import type { Application, PasswordCredential } from '../world.ts';
import { verifyAssertion } from './assertion.ts';
import type { EntraContext, SignInRequest } from './context.ts';
import { refuse } from './errors.ts';

type Presented = { kind: 'secret'; value: string } | { kind: 'assertion'; value: string } | { kind: 'none' };

/** @throws SignInError AADSTS7000218, 7000215, 7000222, 700027 and kin, unless the client proved itself. */
export async function requireProof(
  context: EntraContext,
  request: SignInRequest,
  application: Application,
): Promise<void> {
  const presented = presentedBy(request);
  if (presented.kind === 'none') throw refuse.credentialMissing();
  if (presented.kind === 'secret') return checkSecret(context, application, presented.value);
  return verifyAssertion(context, application, presented.value);
}

/** For public clients, which have nothing to prove: @throws SignInError AADSTS700025 when one tries. */
export function forbidProof(request: SignInRequest): void {
  if (presentedBy(request).kind !== 'none') throw refuse.clientIsPublic();
}

export function offersProof(request: SignInRequest): boolean {
  return presentedBy(request).kind !== 'none';
}

/** The id the client calls itself by: in the form, or in a Basic header. */
export function clientIdIn(request: SignInRequest): string | undefined {
  return request.form.get('client_id') ?? basicCredentials(request)?.id;
}

function presentedBy(request: SignInRequest): Presented {
  const assertion = request.form.get('client_assertion');
  if (assertion !== null) return { kind: 'assertion', value: assertion };
  const secret = request.form.get('client_secret') ?? basicCredentials(request)?.secret;
  return secret === undefined ? { kind: 'none' } : { kind: 'secret', value: secret };
}

function basicCredentials(request: SignInRequest): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
  } catch {
    throw refuse.malformed();
  }
}

function checkSecret(context: EntraContext, application: Application, value: string): void {
  const hash = createHash('sha256').update(value).digest('hex');
  const credential = application.passwordCredentials.find((one) => one._valueSha256 === hash);
  if (credential === undefined) throw refuse.invalidSecret(application.appId);
  const now = context.tenant.clock.now();
  if (Date.parse(credential.endDateTime) <= now) throw refuse.expiredSecret(application.appId);
  if (usableFrom(context, credential) > now) throw refuse.invalidSecret(application.appId);
}

/** A secret starts to work some seconds after it was made; observed 4-18 s, no figure is published. */
function usableFrom(context: EntraContext, credential: PasswordCredential): number {
  const made = Date.parse(credential._createdAt ?? credential.startDateTime);
  return Math.max(Date.parse(credential.startDateTime), made + context.switches().secretDelayMs);
}
