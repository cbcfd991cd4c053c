/** What connectors read once they are registered: sign-ins, call records, presence, devices. All of it empty. */
import { keyAt, type Context } from './context.ts';
import { objectBody, texts } from './body.ts';
import { invalidValue } from './errors.ts';
import { ok, type Answer } from './exchange.ts';
import { findLiveUser, requireUser } from './lookup.ts';
import { contextUrl, list, type ListRules, type Wire } from './query.ts';
import { requireSelf } from './users.ts';

type Row = Wire & { readonly id: string };

const MOST_IDS = 650;

function empty(
  context: Context,
  rules: Pick<ListRules<Row>, 'resource' | 'metadata' | 'filterable'>,
): Answer {
  return list<Row>(context, [], { ...rules, toWire: (row) => row });
}

export function listSignIns(context: Context): Answer {
  return empty(context, {
    resource: 'SignIn',
    metadata: 'auditLogs/signIns',
    filterable: { appId: ['eq'], createdDateTime: ['compare'], userId: ['eq'], servicePrincipalId: ['eq'] },
  });
}

export function listDirectoryAudits(context: Context): Answer {
  return empty(context, {
    resource: 'DirectoryAudit',
    metadata: 'auditLogs/directoryAudits',
    filterable: { activityDateTime: ['compare'], category: ['eq'], activityDisplayName: ['eq'] },
  });
}

export function listCallRecords(context: Context): Answer {
  return empty(context, {
    resource: 'CallRecord',
    metadata: 'communications/callRecords',
    filterable: { startDateTime: ['compare'], 'participants_v2/id': ['eq'] },
  });
}

export function listTeamworkDevices(context: Context): Answer {
  return empty(context, { resource: 'TeamworkDevice', metadata: 'teamwork/devices', filterable: {} });
}

/** Nobody is ever online here. Ids of nobody are left out, as Graph does. */
export function presencesByUserId(context: Context): Answer {
  const ids = texts(objectBody(context.request.body), 'ids');
  if (ids === undefined || ids.length > MOST_IDS) throw invalidValue('ids');
  const known = ids.filter((id) => findLiveUser(context, id.toLowerCase()) !== undefined);
  const metadata = contextUrl(context.request, 'Collection(microsoft.graph.presence)');
  return ok({ '@odata.context': metadata, value: known.map(presence) });
}

export function getPresence(context: Context): Answer {
  return presenceOf(context, requireUser(context, keyAt(context, 0)).id);
}

export function getMyPresence(context: Context): Answer {
  return presenceOf(context, requireSelf(context).id);
}

function presenceOf(context: Context, id: string): Answer {
  const metadata = contextUrl(context.request, `users('${id}')/presence/$entity`);
  return ok({ '@odata.context': metadata, ...presence(id) });
}

function presence(id: string): Wire {
  return { id, availability: 'Offline', activity: 'Offline', statusMessage: null };
}
