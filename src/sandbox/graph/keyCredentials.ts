/**
 * Certificates of an application. The collection is replaced as a whole; a certificate already there is kept by
 * sending its keyId, with `key` null or absent, and cannot be altered
 * (https://learn.microsoft.com/graph/applications-how-to-add-certificate).
 */
import { X509Certificate } from 'node:crypto';
import type { Application, KeyCredential } from '../world.ts';
import { requireKeyAllowed } from './appPolicy.ts';
import { instant, objects, text, textOrNull, type Json } from './body.ts';
import type { Context } from './context.ts';
import { GraphError, badRequest } from './errors.ts';

/** The new collection, or undefined when the body does not name it. */
export function mergeKeyCredentials(
  context: Context,
  app: Application,
  body: Json,
): KeyCredential[] | undefined {
  const sent = objects(body, 'keyCredentials');
  return sent?.map((entry) => {
    const keyId = text(entry, 'keyId')?.toLowerCase();
    const held = app.keyCredentials.find((key) => key.keyId === keyId);
    if (held === undefined) return newKey(context, app, entry, keyId);
    if (isAltered(held, entry)) throw alteredKey(held.keyId);
    return held;
  });
}

function isAltered(held: KeyCredential, entry: Json): boolean {
  const key = textOrNull(entry, 'key') ?? held.key;
  const start = instant(entry, 'startDateTime') ?? Date.parse(held.startDateTime);
  const end = instant(entry, 'endDateTime') ?? Date.parse(held.endDateTime);
  const type = text(entry, 'type') ?? held.type;
  return (
    key !== held.key ||
    start !== Date.parse(held.startDateTime) ||
    end !== Date.parse(held.endDateTime) ||
    type !== held.type
  );
}

function newKey(context: Context, app: Application, entry: Json, keyId: string | undefined): KeyCredential {
  const type = text(entry, 'type');
  const usage = text(entry, 'usage');
  if (type !== 'AsymmetricX509Cert' || usage !== 'Verify') {
    throw badRequest("The sandbox takes key credentials of type 'AsymmetricX509Cert' and usage 'Verify'.");
  }
  const certificate = readCertificate(entry);
  const life = lifeOf(context, entry, certificate);
  requireKeyAllowed(context.directory.world, app, life);
  return {
    keyId: keyId ?? context.tenant.random.guid(),
    displayName: textOrNull(entry, 'displayName') ?? subjectOf(certificate),
    type,
    usage,
    startDateTime: new Date(life.start).toISOString(),
    endDateTime: new Date(life.end).toISOString(),
    customKeyIdentifier: textOrNull(entry, 'customKeyIdentifier') ?? thumbprint(certificate),
    key: certificate.raw.toString('base64'),
  };
}

function readCertificate(entry: Json): X509Certificate {
  const key = textOrNull(entry, 'key');
  if (key === undefined || key === null)
    throw badRequest("Property 'key' is required for a new key credential.");
  try {
    return new X509Certificate(Buffer.from(key, 'base64'));
  } catch {
    throw badRequest('Key value is invalid certificate.');
  }
}

/** A key credential may not outlive its certificate, nor be over already. */
function lifeOf(context: Context, entry: Json, certificate: X509Certificate): { start: number; end: number } {
  const validTo = Date.parse(certificate.validTo);
  const start = instant(entry, 'startDateTime') ?? Date.parse(certificate.validFrom);
  const end = instant(entry, 'endDateTime') ?? validTo;
  if (end > validTo || end <= start || end <= context.directory.now()) {
    throw new GraphError(400, 'KeyCredentialsInvalidEndDate', 'Key credential end date is invalid.');
  }
  return { start, end };
}

function subjectOf(certificate: X509Certificate): string {
  return certificate.subject.replaceAll('\n', ', ');
}

function thumbprint(certificate: X509Certificate): string {
  return Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64');
}

function alteredKey(keyId: string): GraphError {
  return badRequest(`Update to existing credential with KeyId '${keyId}' is not allowed.`);
}
