/** addPassword and removePassword (api/application-addpassword, api/application-removepassword). */
import { defaultEnd, newSecret, type Life } from '../secret.ts';
import { requireApplicationWriter } from './access.ts';
import { requirePasswordAllowed } from './appPolicy.ts';
import { instant, isObject, objectBody, requiredGuid, textOrNull, type Json } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { badRequest, invalidValue } from './errors.ts';
import { NO_CONTENT, ok, type Answer } from './exchange.ts';
import { requireApplication } from './lookup.ts';
import { contextUrl } from './query.ts';
import { passwordWire } from './wire.ts';

/** 200 with the value, this once. */
export function addPassword(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const wanted = wantedCredential(context.request.body);
  const life = lifeOf(wanted, context.directory.now());
  requirePasswordAllowed(context.directory.world, app, life);
  context.directory.refuseConflict(app.id);
  const displayName = textOrNull(wanted, 'displayName') ?? null;
  const { credential: password, value } = newSecret(context.tenant.random, displayName, life);
  context.directory.change('applications', app.id, (current) => {
    current.passwordCredentials = [...current.passwordCredentials, password];
  });
  const type = contextUrl(context.request, 'microsoft.graph.passwordCredential');
  return ok({ '@odata.context': type, ...passwordWire(password), secretText: value });
}

/** 204; 400 when there is no such secret, also when it has been removed already. */
export function removePassword(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const keyId = requiredGuid(objectBody(context.request.body), 'keyId').toLowerCase();
  const held = context.directory.world.applications[app.id]?.passwordCredentials ?? [];
  if (!held.some((password) => password.keyId === keyId)) {
    throw badRequest(`No password credential found with keyId '${keyId}'.`);
  }
  context.directory.refuseConflict(app.id);
  context.directory.change('applications', app.id, (current) => {
    current.passwordCredentials = current.passwordCredentials.filter((password) => password.keyId !== keyId);
  });
  return NO_CONTENT;
}

function wantedCredential(body: unknown): Json {
  const wanted = body === undefined ? {} : objectBody(body)['passwordCredential'];
  if (wanted === undefined || wanted === null) return {};
  if (isObject(wanted)) return wanted;
  throw invalidValue('passwordCredential');
}

function lifeOf(wanted: Json, now: number): Life {
  const start = instant(wanted, 'startDateTime') ?? now;
  const end = instant(wanted, 'endDateTime') ?? defaultEnd(start);
  if (end <= start || end <= now) {
    throw badRequest('The credential end date is before its start date or has passed.');
  }
  return { start, end };
}
