/** /applications: create, read, change, soft-delete. */
import { blankApplication } from '../seed/blank.ts';
import type { Application } from '../world.ts';
import { ownersOnCreate, requireApplicationCreator, requireApplicationWriter } from './access.ts';
import { readApplicationFields, type ApplicationFields } from './applicationFields.ts';
import { objectBody, text, type Json } from './body.ts';
import { keyAt, nowIso, type Context } from './context.ts';
import { isRecoverable, softDelete } from './deletion.ts';
import { badRequest, invalidValue } from './errors.ts';
import { NO_CONTENT, created, type Answer, type Key } from './exchange.ts';
import { mergeKeyCredentials } from './keyCredentials.ts';
import { liveApplications, requireApplication, sameText } from './lookup.ts';
import { contextUrl, count, list, single, type ListRules } from './query.ts';
import { applicationWire } from './wire.ts';

export function applicationRules(context: Context): ListRules<Application> {
  return {
    resource: 'Application',
    metadata: 'applications',
    filterable: {
      id: ['eq', 'in'],
      appId: ['eq', 'in'],
      displayName: ['eq', 'in', 'startswith'],
      uniqueName: ['eq', 'in', 'startswith'],
      tags: ['any'],
      identifierUris: ['any'],
      signInAudience: ['eq'],
      createdDateTime: ['compare', 'eq'],
    },
    toWire: (app) => applicationWire(context.directory.world, app),
    filterOn: (app) => app,
  };
}

export function listApplications(context: Context): Answer {
  return list(context, liveApplications(context), applicationRules(context));
}

export function countApplications(context: Context): Answer {
  return count(context, liveApplications(context), applicationRules(context));
}

export function getApplication(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  const selected = context.request.query.get('$select')?.split(',') ?? [];
  const wire = applicationWire(context.directory.world, app, selected.includes('keyCredentials'));
  return single(context, wire, { resource: 'application', metadata: 'applications' });
}

export function postApplication(context: Context): Answer {
  const body = objectBody(context.request.body);
  return create(context, body, text(body, 'uniqueName') ?? null);
}

/**
 * PATCH by id, by appId, or by uniqueName. By uniqueName with `Prefer: create-if-missing` it creates what is not
 * there: 201. What is there is changed: 204, also while the replicas do not show it yet.
 */
export function patchApplication(context: Context): Answer {
  const key = keyAt(context, 0);
  const body = objectBody(context.request.body);
  const target = key.by === 'uniqueName' ? holderOfName(context, key.value) : undefined;
  if (key.by === 'uniqueName' && target === undefined && wantsUpsert(context)) {
    return create(context, body, key.value);
  }
  return update(context, target ?? requireApplication(context, key), body, key);
}

export function wantsUpsert(context: Context): boolean {
  return (context.request.headers['prefer'] ?? '')
    .split(',')
    .some((one) => one.trim() === 'create-if-missing');
}

export function deleteApplication(context: Context): Answer {
  const app = requireApplication(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, app);
  context.directory.refuseConflict(app.id);
  softDelete(context, 'applications', app.id);
  const own = Object.values(context.directory.world.servicePrincipals).find(
    (sp) => sp.appId === app.appId && sp.deletedDateTime === null,
  );
  if (own !== undefined) softDelete(context, 'servicePrincipals', own.id);
  return NO_CONTENT;
}

function create(context: Context, body: Json, uniqueName: string | null): Answer {
  const { world } = context.directory;
  requireApplicationCreator(world, context.caller);
  refuseTakenName(context, uniqueName);
  const app = blank(context, uniqueName);
  const fields = readApplicationFields(body, applicationWire(world, app));
  if (fields.displayName === undefined) throw invalidValue('displayName');
  const keys = mergeKeyCredentials(context, app, body);
  assign(app, fields);
  app.keyCredentials = keys ?? [];
  context.directory.add('applications', app);
  const { root } = context.request;
  return created(
    { '@odata.context': contextUrl(context.request, 'applications/$entity'), ...applicationWire(world, app) },
    `${root}/applications/${app.id}`,
  );
}

function update(context: Context, app: Application, body: Json, key: Key): Answer {
  const { world } = context.directory;
  requireApplicationWriter(world, context.caller, app);
  const fields = readApplicationFields(body, applicationWire(world, app));
  refuseNameChange(app, body, key);
  const keys = mergeKeyCredentials(context, world.applications[app.id] ?? app, body);
  context.directory.refuseConflict(app.id);
  context.directory.change('applications', app.id, (current) => {
    assign(current, fields);
    if (keys !== undefined) current.keyCredentials = keys;
  });
  if (fields.displayName !== undefined) renameServicePrincipal(context, app.appId, fields.displayName);
  return NO_CONTENT;
}

function assign(app: Application, { web, ...fields }: ApplicationFields): void {
  Object.assign(app, structuredClone(fields));
  Object.assign(app.web, structuredClone(web ?? {}));
}

function blank(context: Context, uniqueName: string | null): Application {
  const { random, world } = context.tenant;
  return {
    ...blankApplication({
      id: random.guid(),
      appId: random.guid(),
      displayName: '',
      createdDateTime: nowIso(context),
    }),
    uniqueName,
    _owners: ownersOnCreate(world, context.caller),
  };
}

/** The live application of that name in the true world: an upsert must not be fooled by replication. */
function holderOfName(context: Context, uniqueName: string): Application | undefined {
  return Object.values(context.directory.world.applications).find(
    (app) => app.deletedDateTime === null && sameText(app.uniqueName, uniqueName),
  );
}

/** A soft-deleted application keeps its name until it is purged. */
function refuseTakenName(context: Context, uniqueName: string | null): void {
  if (uniqueName === null) return;
  const taken = Object.values(context.directory.world.applications).some(
    (app) => sameText(app.uniqueName, uniqueName) && isRecoverable(context, app),
  );
  if (taken) throw badRequest('Another object with the same value for property uniqueName already exists.');
}

function refuseNameChange(app: Application, body: Json, key: Key): void {
  const wanted = text(body, 'uniqueName');
  if (wanted === undefined || sameText(app.uniqueName, wanted)) return;
  throw badRequest(`Property 'uniqueName' is read-only and cannot be changed (resource '${key.value}').`);
}

/** In its home tenant a service principal follows the name of its application. */
function renameServicePrincipal(context: Context, appId: string, displayName: string): void {
  const own = Object.values(context.directory.world.servicePrincipals).find((sp) => sp.appId === appId);
  if (own === undefined) return;
  context.directory.change('servicePrincipals', own.id, (sp) => {
    sp.displayName = displayName;
  });
}
