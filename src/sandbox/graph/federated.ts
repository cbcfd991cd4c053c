/** Federated identity credentials (https://learn.microsoft.com/graph/api/resources/federatedidentitycredential). */
import type { Application, FederatedIdentityCredential } from '../world.ts';
import { requireApplicationWriter } from './access.ts';
import { objectBody, text, textOrNull, texts, type Json } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { GraphError, badRequest, invalidValue, notFound } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { requireApplication } from './lookup.ts';
import { contextUrl, list, single } from './query.ts';

const MOST = 20;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/;
const LONGEST = 600;
const METADATA = 'federatedIdentityCredentials';

export function listFederated(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  return list(context, app._federated, {
    resource: 'FederatedIdentityCredential',
    metadata: METADATA,
    filterable: { name: ['eq', 'startswith'], issuer: ['eq'], subject: ['eq'] },
    toWire: wire,
  });
}

export function getFederated(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  const rules = { resource: 'federatedIdentityCredential', metadata: METADATA };
  return single(context, wire(requireCredential(context, app)), rules);
}

export function postFederated(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const credential = read(objectBody(context.request.body), {
    id: context.tenant.random.guid(),
    name: '',
    issuer: '',
    subject: '',
    audiences: [],
    description: null,
  });
  refuseDuplicate(trueCredentials(context, app), credential);
  replace(context, app, [...trueCredentials(context, app), credential]);
  const type = contextUrl(context.request, `${METADATA}/$entity`);
  return created({ '@odata.context': type, ...wire(credential) });
}

export function patchFederated(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const held = requireCredential(context, app);
  const body = objectBody(context.request.body);
  if (text(body, 'name') !== undefined && body['name'] !== held.name) throw invalidValue('name');
  const others = trueCredentials(context, app).filter((one) => one.id !== held.id);
  const changed = read({ ...held, ...body }, held);
  refuseDuplicate(others, changed);
  replace(context, app, [...others, changed]);
  return NO_CONTENT;
}

export function deleteFederated(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  const held = requireCredential(context, app);
  replace(
    context,
    app,
    trueCredentials(context, app).filter((one) => one.id !== held.id),
  );
  return NO_CONTENT;
}

function wire(credential: FederatedIdentityCredential): Record<string, unknown> {
  return { ...credential };
}

function requireCredential(context: Context, app: Application): FederatedIdentityCredential {
  const key = keyAt(context, 1);
  const found = app._federated.find((one) => one[key.by === 'name' ? 'name' : 'id'] === key.value);
  if (found === undefined) throw notFound(key.value);
  return found;
}

function trueCredentials(context: Context, app: Application): FederatedIdentityCredential[] {
  return context.directory.world.applications[app.id]?._federated ?? [];
}

function replace(context: Context, app: Application, credentials: FederatedIdentityCredential[]): void {
  context.directory.refuseConflict(app.id);
  context.directory.change('applications', app.id, (current) => {
    current._federated = credentials;
  });
}

function read(body: Json, base: FederatedIdentityCredential): FederatedIdentityCredential {
  const name = text(body, 'name') ?? '';
  if (!NAME.test(name)) throw invalidValue('name');
  const audiences = texts(body, 'audiences') ?? [];
  if (audiences.length !== 1) throw invalidValue('audiences', 'Exactly one audience is required.');
  return {
    id: base.id,
    name,
    issuer: limited(body, 'issuer'),
    subject: limited(body, 'subject'),
    audiences,
    description: textOrNull(body, 'description') ?? null,
  };
}

function limited(body: Json, property: string): string {
  const value = text(body, property) ?? '';
  if (value === '' || value.length > LONGEST) throw invalidValue(property);
  return value;
}

function refuseDuplicate(
  held: readonly FederatedIdentityCredential[],
  wanted: FederatedIdentityCredential,
): void {
  if (held.length >= MOST) throw badRequest('The application has reached its limit of 20 credentials.');
  const same = held.some(
    (one) => one.name === wanted.name || (one.issuer === wanted.issuer && one.subject === wanted.subject),
  );
  if (!same) return;
  throw new GraphError(
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    'FederatedIdentityCredential with the same name, or the same issuer and subject, already exists.',
  );
}
