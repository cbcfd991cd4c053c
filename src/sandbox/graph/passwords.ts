/** addPassword and removePassword (api/application-addpassword, api/application-removepassword). */
import { createHash } from 'node:crypto';
import type { SandboxRandom } from '../ports.ts';
import type { PasswordCredential } from '../world.ts';
import { requireApplicationWriter } from './access.ts';
import { requirePasswordAllowed } from './appPolicy.ts';
import { instant, isObject, objectBody, requiredGuid, textOrNull, type Json } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { badRequest, invalidValue } from './errors.ts';
import { NO_CONTENT, ok, type Answer } from './exchange.ts';
import { requireApplication } from './lookup.ts';
import { contextUrl } from './query.ts';
import { passwordWire } from './wire.ts';

const DEFAULT_LIFE_YEARS = 2;
/** Entra's own values are 40 characters, the fourth to sixth of them `8Q~`. */
const VALUE_TAIL_LENGTH = 34;
const HINT_LENGTH = 3;

/** 200 with the value, this once. */
export function addPassword(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const wanted = wantedCredential(context.request.body);
  const life = lifeOf(wanted, context.directory.now());
  requirePasswordAllowed(context.directory.world, app, life);
  context.directory.refuseConflict(app.id);
  const value = newValue(context.tenant.random);
  const password = credential(context, wanted, life, value);
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

function lifeOf(wanted: Json, now: number): { start: number; end: number } {
  const start = instant(wanted, 'startDateTime') ?? now;
  const end = instant(wanted, 'endDateTime') ?? yearsAfter(start, DEFAULT_LIFE_YEARS);
  if (end <= start || end <= now) {
    throw badRequest('The credential end date is before its start date or has passed.');
  }
  return { start, end };
}

function yearsAfter(start: number, years: number): number {
  const date = new Date(start);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
}

function credential(
  context: Context,
  wanted: Json,
  life: { start: number; end: number },
  value: string,
): PasswordCredential {
  return {
    keyId: context.tenant.random.guid(),
    displayName: textOrNull(wanted, 'displayName') ?? null,
    hint: value.slice(0, HINT_LENGTH),
    startDateTime: new Date(life.start).toISOString(),
    endDateTime: new Date(life.end).toISOString(),
    customKeyIdentifier: null,
    _valueSha256: createHash('sha256').update(value).digest('hex'),
  };
}

function newValue(random: SandboxRandom): string {
  const text = Buffer.from(random.bytes(VALUE_TAIL_LENGTH)).toString('base64url').replaceAll('-', '~');
  return `${text.slice(0, HINT_LENGTH)}8Q~${text.slice(HINT_LENGTH, HINT_LENGTH + VALUE_TAIL_LENGTH)}`;
}
