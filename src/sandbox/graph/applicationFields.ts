/**
 * The properties of an application a caller may set, with Graph's limits
 * (https://learn.microsoft.com/graph/api/resources/application,
 * https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation).
 */
import type { Application, RequiredResourceAccess } from '../world.ts';
import {
  flagOrNull,
  isObject,
  objects,
  refuseOthers,
  requiredGuid,
  text,
  textOrNull,
  texts,
  type Json,
} from './body.ts';
import { badRequest, invalidValue } from './errors.ts';
import { checkRedirectUris } from './redirectUris.ts';

/** What PATCH and POST take; credentials have rules of their own and are handled beside this. */
export type ApplicationFields = Partial<
  Pick<
    Application,
    | 'displayName'
    | 'description'
    | 'notes'
    | 'tags'
    | 'signInAudience'
    | 'isFallbackPublicClient'
    | 'identifierUris'
    | 'requiredResourceAccess'
    | 'publicClient'
    | 'spa'
  >
> & { web?: Partial<Application['web']> };

const TAKEN = [
  'displayName',
  'description',
  'notes',
  'tags',
  'signInAudience',
  'isFallbackPublicClient',
  'identifierUris',
  'requiredResourceAccess',
  'publicClient',
  'spa',
  'web',
  'uniqueName',
  'keyCredentials',
];
const AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];
const LONGEST_NAME = 256;
const LONGEST_IDENTIFIER = 255;
const MOST_APIS = 50;
const MOST_PERMISSIONS = 400;

/** @param known a full application as sent, to tell unknown properties from unsupported ones */
export function readApplicationFields(body: Json, known: Json): ApplicationFields {
  if (body['passwordCredentials'] !== undefined) {
    throw badRequest('New password credentials must be generated with service actions.');
  }
  refuseOthers(body, TAKEN, known, 'application');
  return dropUndefined({
    displayName: displayName(body),
    description: textOrNull(body, 'description'),
    notes: textOrNull(body, 'notes'),
    tags: texts(body, 'tags'),
    signInAudience: signInAudience(body),
    isFallbackPublicClient: flagOrNull(body, 'isFallbackPublicClient'),
    identifierUris: identifierUris(body),
    requiredResourceAccess: requiredResourceAccess(body),
    web: web(body),
    spa: redirects(body, 'spa'),
    publicClient: redirects(body, 'publicClient'),
  });
}

function displayName(body: Json): string | undefined {
  const name = text(body, 'displayName');
  if (name !== undefined && (name.trim() === '' || name.length > LONGEST_NAME))
    throw invalidValue('displayName');
  return name;
}

function signInAudience(body: Json): string | undefined {
  const audience = text(body, 'signInAudience');
  if (audience !== undefined && !AUDIENCES.includes(audience)) throw invalidValue('signInAudience');
  return audience;
}

function identifierUris(body: Json): string[] | undefined {
  const uris = texts(body, 'identifierUris');
  const bad = uris?.find((uri) => uri.length > LONGEST_IDENTIFIER || !URL.canParse(uri));
  if (bad !== undefined) throw invalidValue('identifierUris');
  return uris;
}

function requiredResourceAccess(body: Json): RequiredResourceAccess[] | undefined {
  const wanted = objects(body, 'requiredResourceAccess')?.map((entry) => ({
    resourceAppId: requiredGuid(entry, 'resourceAppId'),
    resourceAccess: (objects(entry, 'resourceAccess') ?? []).map(resourceAccess),
  }));
  const total = wanted?.reduce((sum, entry) => sum + entry.resourceAccess.length, 0) ?? 0;
  if (total > MOST_PERMISSIONS || (wanted?.length ?? 0) > MOST_APIS)
    throw invalidValue('requiredResourceAccess');
  return wanted;
}

function resourceAccess(entry: Json): RequiredResourceAccess['resourceAccess'][number] {
  const type = text(entry, 'type');
  if (type !== 'Role' && type !== 'Scope') throw invalidValue('requiredResourceAccess');
  return { id: requiredGuid(entry, 'id'), type };
}

function web(body: Json): Partial<Application['web']> | undefined {
  const value = part(body, 'web');
  if (value === undefined) return undefined;
  const settings = value['implicitGrantSettings'];
  if (isObject(settings) && Object.values(settings).includes(true)) throw invalidValue('web');
  return dropUndefined({
    redirectUris: checkRedirectUris(texts(value, 'redirectUris'), 'web'),
    homePageUrl: textOrNull(value, 'homePageUrl'),
  });
}

function redirects(body: Json, name: 'spa' | 'publicClient'): { redirectUris: string[] } | undefined {
  const value = part(body, name);
  return value && { redirectUris: checkRedirectUris(texts(value, 'redirectUris'), name) ?? [] };
}

function part(body: Json, name: string): Json | undefined {
  const value = body[name];
  if (value === undefined || isObject(value)) return value;
  throw invalidValue(name);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function dropUndefined<T extends Record<string, unknown>>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
