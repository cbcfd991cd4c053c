/**
 * Delta queries (https://learn.microsoft.com/graph/delta-query-overview). The record of changes lives as long as
 * the process; a token from before its start answers 410, as an aged one does at Graph.
 */
import type { Context } from './context.ts';
import type { CollectionName, Item } from './directory.ts';
import { GraphError, unsupported } from './errors.ts';
import { ok, type Answer } from './exchange.ts';
import { contextUrl, select, type Wire } from './query.ts';
import { applicationWire, servicePrincipalWire, userWire } from './wire.ts';

interface DeltaRules<C extends CollectionName> {
  readonly collection: C;
  readonly resource: string;
  readonly toWire: (context: Context, item: Item<C>) => Wire;
}

export const applicationsDelta = deltaOf({
  collection: 'applications',
  resource: 'application',
  toWire: (context, app) => applicationWire(context.directory.world, app),
});
export const servicePrincipalsDelta = deltaOf({
  collection: 'servicePrincipals',
  resource: 'servicePrincipal',
  toWire: (_, sp) => servicePrincipalWire(sp),
});
export const usersDelta = deltaOf({
  collection: 'users',
  resource: 'user',
  toWire: (_, user) => userWire(user),
});
export const grantsDelta = deltaOf({
  collection: 'oauth2PermissionGrants',
  resource: 'oAuth2PermissionGrant',
  toWire: (_, grant) => ({ ...grant }),
});

function deltaOf<C extends CollectionName>(rules: DeltaRules<C>): (context: Context) => Answer {
  return (context) => {
    const { query } = context.request;
    if (query.has('$filter')) throw unsupported('$filter on delta queries');
    const token = query.get('$deltatoken') ?? query.get('$deltaToken');
    return ok({
      '@odata.context': contextUrl(context.request, rules.collection),
      '@odata.deltaLink': deltaLink(context),
      value: valueFor(context, rules, token),
    });
  };
}

function valueFor<C extends CollectionName>(
  context: Context,
  rules: DeltaRules<C>,
  token: string | undefined,
): Wire[] {
  if (token === 'latest') return [];
  if (token !== undefined) return changedSince(context, rules, sequenceIn(context, token));
  const live = context.directory.visible(rules.collection).filter((item) => !isDeleted(item));
  return live.map((item) => shown(context, rules, item));
}

function changedSince<C extends CollectionName>(
  context: Context,
  rules: DeltaRules<C>,
  after: number,
): Wire[] {
  return context.directory.changesAfter(rules.collection, after).map(({ id, gone }) => {
    if (gone) return { id, '@removed': { reason: 'deleted' } };
    const item = context.directory.world[rules.collection][id] as Item<C>;
    return isDeleted(item) ? { id, '@removed': { reason: 'changed' } } : shown(context, rules, item);
  });
}

function shown<C extends CollectionName>(context: Context, rules: DeltaRules<C>, item: Item<C>): Wire {
  const selected = context.request.query.get('$select');
  const wire = rules.toWire(context, item);
  return { ...select(wire, selected, rules.resource), id: item.id };
}

function isDeleted(item: object): boolean {
  return 'deletedDateTime' in item && item.deletedDateTime !== null;
}

function deltaLink(context: Context): string {
  const { request, directory } = context;
  const token = Buffer.from(`${directory.epoch}.${directory.sequence.toString()}`).toString('base64url');
  const selected = request.query.get('$select');
  const kept = selected === undefined ? '' : `$select=${encodeURIComponent(selected)}&`;
  return `${request.root}${request.path}?${kept}$deltatoken=${token}`;
}

function sequenceIn(context: Context, token: string): number {
  const [epoch, sequence] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  const { request, directory } = context;
  if (epoch === directory.epoch && sequence !== undefined) return Number(sequence);
  throw new GraphError(
    410,
    'syncStateNotFound',
    'The sync state generation is not found; full sync required.',
    {
      headers: { location: `${request.root}${request.path}` },
    },
  );
}
